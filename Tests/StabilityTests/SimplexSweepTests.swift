import Fronts
import Records
import Testing

@testable import Stability

@Suite("Sweeps of the simplex")
struct SimplexSweepTests {
  private static let rounds = Result {
    try SyntheticSweep.rounds(
      from: SimplexLattice.points(3, divisions: 4),
      by: SweepRefinement(resolution: 0.07, budget: 200, divisions: 4)
    ) { SyntheticSweep.shares($0) }
  }

  /// Shares of at least a fifth each are a triangle of two fifths of the size: 0.16 of the area.
  @Test func `the region is the similar triangle, ever more closely`() throws {
    let rounds = try Self.rounds.get()
    let shares = try rounds.map { try #require($0.region).share }
    #expect(rounds.count == 3 && rounds.last.map { $0.points.count < 153 } == true)
    // At the finest level the border lies between shares of 3/16 and 4/16.
    #expect((0.0625...0.191).contains(try #require(shares.last)))
    #expect(abs(try #require(shares.last) - 0.16) < abs(shares[0] - 0.16))
    let region = try #require(rounds.last?.region)
    for extent in region.extents { #expect(extent == [0.25, 0.5]) }
    let interval = try #require(region.interval)
    #expect(interval.lower == region.share && interval.upper == region.share)
  }

  @Test func `what goes wrong outside is named with its place`() throws {
    let region = try #require(try Self.rounds.get().last?.region)
    #expect(abs(region.outside.reduce(region.share) { $0 + $1.share } - 1) < 1e-12)
    for part in region.outside {
      #expect(part.outcome == .neglects && abs(part.center.reduce(0, +) - 1) < 1e-9)
    }
    let single = region.outside.filter { $0.neglects.count == 1 }
    #expect(Set(single.map { $0.neglects[0] }) == ["objective 0", "objective 1", "objective 2"])
    for part in single {
      let index = try #require(Int(part.neglects[0].suffix(1)))
      #expect(part.center[index] == part.center.min(), "\(part)")
    }
    #expect(zip(region.outside, region.outside.dropFirst()).allSatisfy { $0.share >= $1.share })
  }

  /// All along the border: of every lattice edge of the finest level that was entered, either both
  /// ends have one outcome or they are no farther apart than asked.
  @Test func `no edge that is left is both long and undecided`() throws {
    let sweep = try #require(try Self.rounds.get().last)
    #expect(
      LatticeEdges(sweep.points, 4).cuts(longerThan: 0.07).allSatisfy { cut in
        sweep.points.contains { $0.place == cut.middle }
      })
    let refinement = SweepRefinement(resolution: 0.07, budget: 200, divisions: 4)
    #expect(refinement.places(after: sweep).isEmpty)
    let finer = SweepRefinement(resolution: 0.03, budget: 200, divisions: 4).places(after: sweep)
    #expect(!finer.isEmpty && Set(finer).count == finer.count)
    #expect(Set(finer).isDisjoint(with: sweep.points.map(\.place)))
    #expect(finer.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0.allSatisfy { $0 >= 0 } })
  }

  @Test func `cells share the simplex out evenly`() throws {
    let corners = try SweepCells(of: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    for share in corners.shares { #expect(abs(share - 1.0 / 3) < 0.003) }
    // Between the corner of two objectives and the middle, the boundary is at three quarters.
    let pair = try SweepCells(of: [[1, 0], [0.5, 0.5], [0, 1]])
    #expect(abs(pair.shares[0] - 0.25) < 0.002 && abs(pair.shares[1] - 0.5) < 0.002)
  }

  @Test func `places are shares of units where every objective declares one`() throws {
    let units = [
      Objective("a", .minimize, unit: 2), Objective("b", .maximize, unit: 10),
      Objective("c", .minimize, unit: 0.5),
    ]
    let space = try #require(SweepSpace(for: units))
    #expect(space.weights(at: [0.5, 0.25, 0.25]) == [0.25, 0.025, 0.5])
    func arm(_ weights: [Double]) -> ArmRecord {
      ArmRecord(
        name: "a", strategy: "fixed",
        settings: .object(["weights": .list(weights.map(Setting.number))]), optimizer: "sgd")
    }
    #expect(space.place(of: arm([0.25, 0.025, 0.5])) == [0.5, 0.25, 0.25])
    #expect(space.place(of: arm([0.5, 0.25, 0.25])) == nil, "no shares: they sum to 3.6")
    let mixed = SweepSpace(for: [units[0], units[1], Objective("c", .minimize)])
    #expect(mixed == .simplex(units: [1, 1, 1]))
    #expect(SweepSpace(for: [units[0]]) == nil && SweepSpace(for: [units[0], units[1]]) == .alpha)
  }
}
