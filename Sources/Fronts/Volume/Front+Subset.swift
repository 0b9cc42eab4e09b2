extension Front {
  /// The points of a given number that together dominate the largest volume.
  ///
  ///     max HV(S, r) over S ⊂ P with |S| = count
  ///
  /// Of two objectives the largest there is, by dynamic programming over the nondominated points. Of
  /// more, where finding the largest is NP-hard, one that no exchange of a single point improves:
  /// chosen greedily, which gains at least `1 − 1/e` of the largest, then exchanged.
  ///
  /// - Parameters:
  ///   - count: How many, at least 1.
  ///   - reference: In the objectives' own directions, of shape `[m]`, finite.
  /// - Returns: Indices of nondominated points, ascending; all of them where there are no more than
  ///   `count`.
  /// - Throws: As ``hypervolume(reference:)``.
  /// - SeeAlso: Bader (2009), Sec. 3.3; Kuhn et al. (Evol. Comput. 2016) for two objectives.
  public func largestSubset(_ count: Int, reference: [Double]) throws(FrontError) -> [Int] {
    precondition(count >= 1, "a subset of one point or more")
    let turned = try costs(ofReference: reference)
    let members = nondominated()
    guard members.count > count else { return members }
    return objectives == 2
      ? chain(members, count, turned) : try exchanged(members, count, reference)
  }

  /// By `best[j]`, the largest volume of `k` points of which the last is `j`, from left to right:
  ///
  ///     best[k][j] = max over i < j of best[k−1][i] + (r1 − xⱼ)(yᵢ − yⱼ),   y₀ = r2
  private func chain(_ members: [Int], _ count: Int, _ reference: [Double]) -> [Int] {
    let inside = members.filter { i in (0..<2).allSatisfy { costs[2 * i + $0] < reference[$0] } }
      .sorted { costs[2 * $0] < costs[2 * $1] }
    guard inside.count > count else { return inside.sorted() }
    let (x, y) = (inside.map { costs[2 * $0] }, inside.map { costs[2 * $0 + 1] })
    var best = x.indices.map { (reference[0] - x[$0]) * (reference[1] - y[$0]) }
    var before: [[Int]] = []
    for _ in 1..<max(count, 1) where count > 1 {
      var (next, from) = (best.map { _ in -Double.infinity }, best.map { _ in 0 })
      for j in x.indices {
        for i in 0..<j {
          let volume = best[i] + (reference[0] - x[j]) * (y[i] - y[j])
          if volume > next[j] { (next[j], from[j]) = (volume, i) }
        }
      }
      best = next
      before.append(from)
    }
    var place = best.indices.max { best[$0] < best[$1] } ?? 0
    var chosen = [inside[place]]
    for from in before.reversed() {
      place = from[place]
      chosen.append(inside[place])
    }
    return chosen.sorted()
  }

  private func exchanged(
    _ members: [Int], _ count: Int, _ reference: [Double]
  ) throws(FrontError) -> [Int] {
    func volume(_ chosen: [Int]) throws(FrontError) -> Double {
      let rows = chosen.flatMap { cost($0) }
      return try Front(trusting: rows, directions: directions).hypervolume(reference: reference)
        .value
    }
    /// The best point to stand beside some.
    func best(beside others: [Int]) throws(FrontError) -> (index: Int, volume: Double) {
      var found = (index: members[0], volume: -Double.infinity)
      for index in members {
        let volume = try volume(others + [index])
        if volume > found.volume { found = (index, volume) }
      }
      return found
    }
    var chosen: [Int] = []
    for _ in 0..<count { chosen.append(try best(beside: chosen).index) }
    var (largest, hasMoved) = (try volume(chosen), true)
    while hasMoved {
      hasMoved = false
      for place in chosen.indices {
        var others = chosen
        others.remove(at: place)
        let found = try best(beside: others)
        // Less than rounding is no improvement.
        guard found.volume > largest * (1 + 1e-12) else { continue }
        (chosen[place], largest, hasMoved) = (found.index, found.volume, true)
      }
    }
    return chosen.sorted()
  }
}
