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
        // Nine points of this front hold 0.9 of its volume at most.
        #expect(share > 0.85, "\(arm): \(share)")
      }
    }
  }

  /// Every method on a concave front: where its theory leads it, and no farther.
  @Test func everyMethodReachesWhatItsTheoryAllows() throws {
    let folder = try ScratchFolder()
    let result = try BuiltProgram("FrontsExample")
      .run(["7-7", "1500", "vlmop2"], in: folder.path)
    #expect(result.ending == .exited(0), "\(result)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0.contains("points hold at most 0.9") } == 1, "\(result)")
    let cells = lines.filter { $0.hasPrefix("  ") }
    #expect(cells.count == 19)
    for cell in cells {
      let numbers = cell.split(separator: " ").compactMap { Double($0.filter { $0 != "," }) }
      let (found, allowed) = (numbers.first ?? 0, numbers.last ?? 1)
      #expect(found > 0.92 * allowed && found < 1.03 * allowed, "\(cell)")
    }
    #expect(lines.contains { $0.hasPrefix("Under 0.95 of the theory") })
  }

  /// A local front is a stretched one, of which a scalar of measured costs allows the same share.
  @Test func whatTheoryAllowsOfLocalFrontsIsNotNothing() throws {
    let folder = try ScratchFolder()
    let result = try BuiltProgram("FrontsExample")
      .run(["1", "2", "zdt4", "dtlz1"], in: folder.path)
    #expect(result.ending == .exited(0), "\(result)")
    let lines = result.output.split(separator: "\n")
    // The shares that three corners of a plane hold, and the affine image of the curve of ZDT1.
    let linear = lines.filter { $0.hasPrefix("  linear:") }
    #expect(linear.last?.hasSuffix("theory 0.284") ?? false, "\(linear)")
    #expect(lines.contains { $0.hasPrefix("  tchebycheff:") && $0.hasSuffix("theory 0.94") })
    // Two steps from a random start hold next to nothing of it.
    #expect(lines.contains { $0.hasPrefix("- dtlz1, tchebycheff") }, "\(result)")
  }

  @Test func theTheoryOfAWeightedSumEndsAtTheHull() throws {
    let folder = try ScratchFolder()
    let result = try BuiltProgram("FrontsExample").run(["1", "2", "zdt2", "ewq"], in: folder.path)
    #expect(result.ending == .exited(0), "\(result)")
    let linear = result.output.split(separator: "\n").filter { $0.hasPrefix("  linear:") }
    // (1.1² − 1)/(1.1² − 2/3): a parabola, of which no weighted sum finds the middle; a point whole.
    #expect(linear.map { $0.split(separator: " ").last } == ["0.387", "1.0"], "\(linear)")
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
