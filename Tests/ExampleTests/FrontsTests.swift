import Poise
import TestSupport
import Testing

@Suite("Fronts: what each set method reaches of a front that is known")
struct FrontsTests {
  /// The share of the whole front's hypervolume that the first seed of each arm holds.
  private func shares(_ file: String, _ id: String) async throws -> [String: Double] {
    let path = Repository.file("Examples/Fronts/\(file).yaml")
    let study = try StudyFile.read(path: path).changed(seeds: 1)
    let runs = try await study.run().runs
    let front = try #require(ProblemCatalogue.problem(id)?.front)
    let whole = try #require(front.hypervolume(reference: front.reference))
    var shares: [String: Double] = [:]
    for arm in study.arms where !arm.isBaseline {
      let ends = runs.filter { $0.arm == arm.name }.map { $0.trace.values.compactMap(\.last) }
      let found = try Front(minimizing: ends).hypervolume(reference: front.reference)
      shares[arm.name] = found.value / whole
    }
    return shares
  }

  @Test func theWeightedSumFindsTheEndsOfAConcaveFront() async throws {
    let shares = try await shares("concave", "vlmop2")
    #expect(shares.count == 11)
    for (arm, share) in shares {
      if arm == "pareto-sampling" || arm == "pareto-sampling scalarization=linear" {
        #expect(share < 0.5, "\(arm): \(share)")
      } else {
        // Nine points of this front hold 0.9 of its volume at most; bounds are spread unevenly.
        #expect(share > (arm.contains("epsilon") ? 0.82 : 0.85), "\(arm): \(share)")
      }
    }
  }

  @Test func theTableHasEveryMethodAndTheProblemsThatAreNamed() throws {
    let folder = try ScratchFolder()
    let result = try BuiltProgram("FrontsExample")
      .run(["1", "40", "vlmop1", "zdt2", "dtlz2"], in: folder.path)
    #expect(result.ending == .exited(0), "\(result)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0.contains("points hold at most 0.") } == 3, "\(result)")
    #expect(lines.count { $0.hasPrefix("  ") } == 3 * 19)
  }

  @Test func allMethodsFindAConvexFront() async throws {
    for (arm, share) in try await shares("convex", "vlmop1") {
      #expect(share > 0.7, "\(arm): \(share)")
    }
  }

  @Test func cornersOfTheSimplexNeglectWhatTheyDoNotWeigh() async throws {
    let study = try StudyFile.read(path: Repository.file("Examples/Fronts/three.yaml"))
    let space = try #require(SweepSpace(for: study.problem.objectives))
    let places = SimplexLattice.points(3, divisions: 4)
    let arms = places.map { Arm(Fixed(space.weights(at: $0)), name: "\($0)") }
    let sweep = try #require(try await study.changed(arms: arms).run().sweep())
    let outcomes = Dictionary(uniqueKeysWithValues: sweep.points.map { ($0.place, $0) })
    for (corner, neglected) in [
      ([1.0, 0, 0], ["right", "top"]), ([0, 1, 0], ["left", "top"]),
      ([0, 0, 1], ["left", "right"]),
    ] {
      #expect(outcomes[corner]?.outcome == .neglects && outcomes[corner]?.neglects == neglected)
    }
    #expect(outcomes[[0.5, 0.25, 0.25]]?.outcome == .stable)
    #expect(try #require(sweep.region).share > 0.5)
  }
}
