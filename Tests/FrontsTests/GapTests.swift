import Fronts
import Tensors
import Testing

/// Gaps of fronts, where preferences bisect them, and how they are evened.
@Suite struct GapTests {
  @Test func gapsOfACurveAreItsSteps() {
    let points = [0.0, 0.1, 0.5, 0.6, 1].map { [$0, 1 - $0] }
    let gaps = FrontGaps(of: points.shuffledByHand)
    let steps = gaps.gaps.map(\.length).sorted()
    let wanted = [0.1, 0.1, 0.4, 0.4].map { $0 * Double(2).squareRoot() }
    #expect(steps.count == 4)
    for (found, step) in zip(steps, wanted) { #expect((found - step).magnitude < 1e-12) }
  }

  @Test func gapsAreScaledAndIgnoreWhatAllShare() {
    let points = [[0.0, 3, 1000], [0.25, 3, 900], [1, 3, 0]]
    let gaps = FrontGaps(of: points).gaps
    #expect(gaps.map(\.ends) == [[0, 1], [1, 2]])
    #expect((gaps[0].length - (0.25 * 0.25 + 0.01).squareRoot()).magnitude < 1e-12)
  }

  static func lattice(_ divisions: Int) -> [[Double]] {
    let whole = Double(divisions)
    return (0...divisions).flatMap { i -> [[Double]] in
      (0...divisions - i).map { j -> [Double] in
        [Double(i) / whole, Double(j) / whole, Double(divisions - i - j) / whole]
      }
    }
  }

  /// The relative neighbors of a triangular lattice are its edges.
  @Test func gapsOfALatticeAreItsEdges() {
    let gaps = FrontGaps(of: Self.lattice(3)).gaps
    #expect(gaps.count == 18)
    for gap in gaps { #expect((gap.length - Double(2).squareRoot() / 3).magnitude < 1e-12) }
  }

  @Test func theWidestGapIsCutFirstAndAgain() {
    let preferences = [[0.0, 1], [0.5, 0.5], [1, 0]]
    let costs: [[Double]?] = [[1, 0], [0.1, 0.9], [0, 1]]
    // Scaled, the gaps are 0.9 √2 and 0.1 √2.
    #expect(
      PreferenceRefinement.next(1, preferences: preferences, costs: costs) == [[0.25, 0.75]])
    let three = PreferenceRefinement.next(3, preferences: preferences, costs: costs)
    #expect(three == [[0.125, 0.875], [0.25, 0.75], [0.375, 0.625]])
  }

  @Test func failedAndDominatedMembersHaveNoGap() {
    let preferences = [[0.0, 1], [0.3, 0.7], [0.5, 0.5], [1, 0]]
    let costs: [[Double]?] = [[1, 0], nil, [2, 2], [0, 1]]
    #expect(PreferenceRefinement.next(1, preferences: preferences, costs: costs) == [[0.5, 0.5]])
    let none: [[Double]?] = [nil, nil, nil, [0, 1]]
    #expect(PreferenceRefinement.next(2, preferences: preferences, costs: none).isEmpty)
  }

  @Test func ofEquallyWideGapsTheOneWithNearPreferencesIsCut() {
    // 0.5 came to the same point as 1: the preference that tells the two apart is under 0.5.
    let preferences = [[0.0, 1], [1, 0], [0.5, 0.5]]
    let costs: [[Double]?] = [[1, 0], [0, 1], [0, 1]]
    #expect(
      PreferenceRefinement.next(1, preferences: preferences, costs: costs) == [[0.25, 0.75]])
  }

  /// Descents of one preference come to one place: between two preferences there is one gap all the same.
  @Test func whatWasTriedTwiceIsBisectedOnce() {
    let preferences = [[0.0, 1], [0, 1], [0.5, 0.5], [0.5, 0.5], [1, 0], [1, 0]]
    let costs: [[Double]?] = [[1, 0], [1, 0], [0.4, 0.6], [0.4, 0.6], [0, 1], [0, 1]]
    let next = PreferenceRefinement.next(3, preferences: preferences, costs: costs)
    #expect(next.count == 3 && Set(next).count == 3, "\(next)")
    #expect(
      next
        == PreferenceRefinement.next(
          3, preferences: [[0, 1], [0.5, 0.5], [1, 0]], costs: [[1, 0], [0.4, 0.6], [0, 1]]))
  }

  /// A front that preferences run through at uneven speed, again and again.
  @Test(arguments: [5, 12]) func preferencesComeToEvenPoints(_ count: Int) {
    func point(_ w: [Double]) -> [Double] { [w[0] * w[0] * w[0], 1 - w[0] * w[0] * w[0]] }
    var preferences = (0..<count).map { i -> [Double] in
      let t = Double(i) / Double(count - 1)
      return [t, 1 - t]
    }
    for _ in 0..<30 {
      preferences = PreferenceSpacing.evened(preferences, costs: preferences.map(point))
    }
    #expect(preferences.first == [0, 1] && preferences.last == [1, 0])
    let steps = zip(preferences, preferences.dropFirst()).map { point($1)[0] - point($0)[0] }
    for step in steps { #expect((step * Double(count - 1) - 1).magnitude < 1e-3, "\(steps)") }
  }

  @Test func threeObjectivesEvenOutTooAndKeepTheirFaces() {
    func point(_ w: [Double]) -> [Double] { w.map { $0.squareRoot() } }
    func unevenness(_ preferences: [[Double]]) -> Double {
      let lengths = FrontGaps(of: preferences.map(point)).gaps.map(\.length)
      return (lengths.max() ?? 0) / (lengths.min() ?? 1)
    }
    let lattice = Self.lattice(4)
    var moved = lattice
    for _ in 0..<40 { moved = PreferenceSpacing.evened(moved, costs: moved.map(point)) }
    #expect(unevenness(moved) < 0.65 * unevenness(lattice), "\(unevenness(moved))")
    for (before, after) in zip(lattice, moved) {
      for (x, y) in zip(before, after) where x == 0 { #expect(y == 0) }
      #expect((after.reduce(0, +) - 1).magnitude < 1e-12 && after.allSatisfy { $0 >= 0 })
    }
  }

  @Test func dominatedPreferencesStay() {
    let preferences = [[0.0, 1], [0.2, 0.8], [0.5, 0.5], [1, 0]]
    let costs = [[1.0, 0], [3, 3], [0.1, 0.9], [0, 1]]
    let moved = PreferenceSpacing.evened(preferences, costs: costs)
    #expect(moved[1] == preferences[1] && moved[2] != preferences[2])
  }
}

extension [[Double]] {
  /// The same in another order.
  fileprivate var shuffledByHand: [[Double]] { [self[3], self[0], self[4], self[2], self[1]] }
}
