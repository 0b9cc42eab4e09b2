import Foundation
import Poise
import TestSupport
import Testing

@Suite("Two scales: a study file and a Swift program say the same")
struct TwoScalesTests {
  private static let file = Repository.file("Examples/TwoScales/study.yaml")

  /// What must agree: everything but how the study is written down.
  private static let numbers = ["verdict", "arms", "runs", "pairs", "fronts", "diagnosis"]

  @Test func theProgramRepeatsTheFileToTheBit() throws {
    let folder = try ScratchFolder()
    let fromFile = try BuiltProgram("poise").run(
      ["compare", Self.file, "--steps", "60", "--seeds", "6", "--output", "yaml", "--quiet"],
      in: folder.path)
    #expect(fromFile.ending == .exited(0), "\(fromFile)")
    let fromSwift = try BuiltProgram("TwoScalesExample").run(
      ["60", "6", "swift"], in: folder.path)
    #expect(fromSwift.ending == .exited(0), "\(fromSwift)")
    #expect(fromFile.output.hasPrefix(fromSwift.output), "the same table")
    func report(_ name: String) throws -> [String: Any] {
      let json = try JSONSerialization.jsonObject(with: folder.bytes(name + "/report.json"))
      return try #require(json as? [String: Any])
    }
    let (yaml, swift) = (try report("yaml"), try report("swift"))
    for key in Self.numbers {
      let (a, b) = (try #require(yaml[key] as? NSObject), try #require(swift[key] as? NSObject))
      #expect(a == b, "\(key) differs")
    }
    #expect((yaml["runs"] as? [Any])?.count == 19 * 6)
  }

  /// The same in memory, for every number of every trace.
  @Test func theTracesAgreeToTheBit() async throws {
    let net = Sequential([Dense(1, 5), ReLU(), Dense(5, 10), ReLU(), Dense(10, 1)])
    let problem = Problem("two-scales", model: net, batch: .uniform([3, 1])) { net, features in
      Minimize("fit", mean(square(5 - sum(net(features)))))
      Maximize("weights", sum(net.parameters))
    }
    let alphas: [any Sampler] = [0, 0.01, 1, 100, 1000].map { Fixed(alpha: $0) }
    let swift = try Study(
      problem,
      arms: alphas + [Equal(), GradNorm(losses: .exponential), ParetoSampling(points: 11)],
      optimizer: .adam(learningRate: 0.001), seeds: 3, steps: 40)
    let yaml = try StudyFile.read(path: Self.file).changed(seeds: 3, steps: 40)
    let (a, b) = (try await swift.run().runs, try await yaml.run().runs)
    #expect(a.map(\.key) == b.map(\.key))
    #expect(a.count == 19 * 3)
    for (one, other) in zip(a, b) {
      #expect(one.outcome == other.outcome)
      #expect(one.trace.steps == other.trace.steps)
      #expect(bits(one.trace) == bits(other.trace), "\(one.key)")
    }
    #expect(Set(a.compactMap(\.trace.last)).count > a.count / 2, "the arms differ")
  }

  private func bits(_ trace: Trace) -> [String: [UInt64]] {
    var columns = trace.evidence.mapValues { $0.map(\.bitPattern) }
    for (index, values) in trace.values.enumerated() {
      columns["value \(index)"] = values.map(\.bitPattern)
    }
    return columns
  }
}
