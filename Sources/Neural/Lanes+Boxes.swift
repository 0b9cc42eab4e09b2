extension Lanes {
  /// Where parameters are held by their box: on its bound, and no row of the gradients would have
  /// them leave it, so that no sum of rows with weights that are not negative moves them.
  ///
  /// - Parameters:
  ///   - signs: Of each row, 1 if it is descended and −1 if it is climbed.
  ///   - places: Takes the places in a row, `element · R + lane`.
  public func findHeld(signs: [Double], into places: inout [Int]) {
    places.removeAll(keepingCapacity: true)
    for box in program.layout.boxes {
      let (lower, upper) = (Number(box.bounds.lowerBound), Number(box.bounds.upperBound))
      for place in box.elements.lowerBound * width..<box.elements.upperBound * width {
        let x = parameters[place]
        guard x <= lower || x >= upper else { continue }
        // Descent goes against the gradient.
        let outward: Number = x <= lower ? 1 : -1
        let isHeld = signs.indices.allSatisfy {
          Number(signs[$0]) * outward * gradientRow($0)[place] >= 0
        }
        if isHeld { places.append(place) }
      }
    }
  }
}
