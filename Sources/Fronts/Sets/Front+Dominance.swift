extension Front {
  /// The rank of each point by nondominated sorting, from 0, of shape `[count]`.
  ///
  ///     rank(p) = 1 + max of rank(q) over the q that dominate p,   0 without any
  ///     q dominates p:  qᵢ no worse for all i, and better for one
  ///
  /// Edge case: equal points do not dominate each other and share their rank.
  ///
  /// - SeeAlso: Deb et al., IEEE TEVC 6 (2002), fast nondominated sorting; Jensen, IEEE TEVC 7
  ///   (2003), how it is done here in `n · (log n)^(m − 1)`.
  public func ranks() -> [Int] {
    NondominatedSort.ranks(of: costs, objectives: objectives, count: count)
  }

  /// Whether each point is dominated by no other, of shape `[count]`; equal points all are.
  public func nondominatedMask() -> [Bool] { ranks().map { $0 == 0 } }

  /// The indices of the points that no other dominates, ascending.
  public func nondominated() -> [Int] {
    let mask = nondominatedMask()
    return mask.indices.filter { mask[$0] }
  }

  /// The points of some indices, in that order; `nil` for none.
  public func subset(_ indices: [Int]) -> Front? {
    indices.isEmpty
      ? nil
      : Front(trusting: indices.flatMap { cost($0) }, directions: directions)
  }

  /// For each objective the nondominated point that is worst in it, the first of several.
  func extremes() -> [Int] {
    let members = nondominated()
    return (0..<objectives).compactMap { k in
      let worst = members.map { costs[$0 * objectives + k] }.max()
      return members.first { costs[$0 * objectives + k] == worst }
    }
  }
}
