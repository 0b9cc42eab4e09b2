import Fronts
import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// By what members of a set tell which place serves their preference better.
@Suite struct MeritTests {
  private static let objectives = (1...3).map { Objective("o\($0)", .minimize) }

  private static func merit(_ strategy: some Preferring, _ costs: [Double]) -> Double? {
    strategy.merit(of: costs, in: strategy.initialState(for: objectives))
  }

  /// The weights are the slopes of the merit, by central differences.
  @Test(arguments: [
    Tchebycheff(preference: [0.2, 0.3, 0.5], ideal: [0.1, 0, 0.2]) as any Scalarizing,
    AugmentedTchebycheff(rho: 0.1, preference: [0.2, 0.3, 0.5], ideal: [0.1, 0, 0.2]),
    STCH(mu: 0.3, preference: [0.2, 0.3, 0.5], ideal: [0.1, 0, 0.2]),
    PBI(theta: 3, preference: [0.2, 0.3, 0.5], ideal: [0.1, 0, 0.2]),
    PNorm(p: 4, preference: [0.2, 0.3, 0.5], ideal: [0.1, 0, 0.2]),
  ])
  func theMeritOfAScalarizationIsItsScalar(_ strategy: any Scalarizing) throws {
    for costs in [[0.9, 0.8, 0.7], [0.3, 2, 0.6], [1, 0.4, 3]] {
      let weights = try LossBasedTests.weights(strategy, [costs])[0]
      for i in 0..<3 {
        let sides = [1e-5, -1e-5].map { step in
          var moved = costs
          moved[i] += step
          return Self.merit(strategy, moved) ?? .nan
        }
        #expect(((sides[0] - sides[1]) / 2e-5 - weights[i]).magnitude < 1e-7, "\(strategy) \(i)")
      }
    }
  }

  /// Where the merits are least among the points of a line that all methods can find.
  @Test(arguments: [
    // r L equal: L along 1/r.
    (EPO(preference: [1, 2, 2]) as any Preferring, [0.5, 0.25, 0.25]),
    // L along r, in the middle of one's part.
    (PMGDA(preference: [1, 2, 1]), [0.25, 0.5, 0.25]),
    (ParetoMTL(preference: [1, 2, 1], others: [[1, 1, 1]]), [0.25, 0.5, 0.25]),
    // L2 ≤ ½ and L3 ≤ ½, and of these the least L1.
    (EpsilonConstraint(preference: [1, 1, 1]), [0, 0.5, 0.5]),
    // Without a preference for the primary objective there is nothing to bound.
    (EpsilonConstraint(preference: [0, 1, 2]), [1, 0, 0]),
    (COSMOS(alignment: 100, preference: [1, 2, 1]), [0.25, 0.5, 0.25]),
  ])
  func theMeritIsLeastWhereTheMethodLeads(_ strategy: any Preferring, _ wanted: [Double]) {
    let plane = SimplexLattice.points(3, divisions: 4)
    let merits = plane.map { Self.merit(strategy, $0) ?? .nan }
    let least = merits.min() ?? .nan
    let found = plane.indices.filter { merits[$0] <= least + 1e-12 }.map { plane[$0] }
    #expect(found.contains(wanted) && found.count <= 2, "\(strategy): \(found)")
  }

  @Test func whatNobodyDefinesIsNeverBetter() {
    #expect(Self.merit(PNorm(preference: [1, 1, 1], ideal: [1, 1, 1]), [0, 2, 2]) == .infinity)
    #expect(Self.merit(PNorm(preference: [1, 1, 1], ideal: [1, 1, 1]), [1, 1, 1]) == 0)
    #expect(Self.merit(COSMOS(), [0, 0, 0]) == .infinity)
    #expect(Self.merit(UPGrad(), [1, 1, 1]) == nil)
  }
}
