extension Front {
  /// The index of the knee: the nondominated point that lies farthest on the ideal's side of the
  /// hyperplane through the ends of the normalized front.
  ///
  ///     yₖ = (cₖ − idealₖ)/(nadirₖ − idealₖ),   a·eₖ = 1 for all k,   distance = (1 − a·y)/‖a‖
  ///
  /// Ideal and nadir are the best and worst cost of each objective among the nondominated points;
  /// end `eₖ` is the one that is worst in objective `k`, the first of several.
  ///
  /// - Returns: The first of equally distant points; `nil` where no point lies on that side (a
  ///   straight or concave front), an objective does not vary among the nondominated points, or the
  ///   ends span no hyperplane.
  /// - SeeAlso: Das, Structural Optimization 18 (1999), "On characterizing the knee of the Pareto
  ///   curve based on normal-boundary intersection".
  public func knee() -> Int? {
    let members = nondominated()
    guard let front = subset(members) else { return nil }
    let (ideal, nadir) = (front.ideal, front.nadir)
    guard zip(ideal, nadir).allSatisfy({ $0 < $1 }) else { return nil }
    let normalized = { (index: Int) in
      zip(self.cost(index), zip(ideal, nadir)).map { ($0 - $1.0) / ($1.1 - $1.0) }
    }
    guard let normal = Self.normal(ofPlaneThrough: extremes().map(normalized)) else { return nil }
    let heights = members.map { index in
      zip(normal, normalized(index)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard let least = heights.min(), let place = heights.firstIndex(of: least) else { return nil }
    // Rounding alone puts the points of a straight front this far on the ideal's side.
    let size = normal.reduce(1) { $0 + $1.magnitude }
    return least < 1 - 16 * Double.ulpOfOne * size ? members[place] : nil
  }

  /// The `a` with `a·eₖ = 1` for all `k`, by elimination with the greatest pivot; `nil` where the
  /// points span no such plane.
  private static func normal(ofPlaneThrough ends: [[Double]]) -> [Double]? {
    let m = ends.count
    var rows = ends.map { $0 + [1] }
    for k in 0..<m {
      guard let pivot = (k..<m).max(by: { rows[$0][k].magnitude < rows[$1][k].magnitude }),
        rows[pivot][k].magnitude > 0x1p-40
      else { return nil }
      rows.swapAt(k, pivot)
      for i in 0..<m where i != k {
        let factor = rows[i][k] / rows[k][k]
        for j in k...m { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return rows.indices.map { rows[$0][m] / rows[$0][$0] }
  }
}
