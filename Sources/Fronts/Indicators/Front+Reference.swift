extension Front {
  /// The reference point that is taken where none is given, in the objectives' own directions.
  ///
  ///     rₖ = worstₖ + 0.1 · (worstₖ − bestₖ) as costs, over the nondominated points
  ///
  /// Where an objective does not vary, a tenth of its magnitude takes the place of a tenth of its
  /// range, or 0.1 where it is 0. It depends on the points: volumes of two fronts compare only when
  /// measured from the same reference.
  ///
  /// - SeeAlso: Ishibuchi et al., Evolutionary Computation 26 (2018), how to specify a reference
  ///   point.
  public func defaultReference() -> [Double] {
    let front = subset(nondominated()) ?? self
    return turned(
      zip(front.ideal, front.nadir).map { best, worst in
        let range = worst > best ? worst - best : worst == 0 ? 1 : worst.magnitude
        return worst + 0.1 * range
      })
  }

  /// Checks that a reference is of use: some point is better than it in every objective.
  ///
  /// - Throws: ``FrontError`` for a reference of another length, one that is not finite, and
  ///   ``FrontError/referenceNotDominated(reference:best:)``.
  public func checkReference(_ reference: [Double]) throws(FrontError) {
    let turned = try costs(ofReference: reference)
    let isDominated = (0..<count).contains { zip(cost($0), turned).allSatisfy { $0 < $1 } }
    guard isDominated else {
      throw .referenceNotDominated(reference: reference, best: self.turned(ideal))
    }
  }
}
