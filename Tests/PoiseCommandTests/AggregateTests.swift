import Foundation
import Poise
import TestSupport
import Testing

@testable import PoiseCommand

@Suite("aggregate")
struct AggregateTests {
  private static let step = #"{"jacobian": [[-4, 1, 1], [6, 1, 1]]}"#

  private func run(_ input: String, _ arguments: String...) throws -> BuiltProgram.Result {
    try CommandTrial(["in.json": input]).poise(["aggregate"] + arguments, input: "in.json")
  }

  private func object(_ result: BuiltProgram.Result) throws -> [String: Any] {
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    return try CommandTrial.object(Data(result.output.utf8))
  }

  @Test func weighsOneStep() throws {
    let answer = try object(run(Self.step, "upgrad", "--json"))
    let weights = try #require(answer["weights"] as? [Double])
    #expect((weights[0] - 10.0 / 9).magnitude < 1e-14)
    #expect((weights[1] - 15.0 / 19).magnitude < 1e-14)
    let direction = try #require(answer["direction"] as? [Double])
    #expect((direction[0] - 0.2923976608).magnitude < 1e-9)
    let solver = try #require(answer["solver"] as? [String: Any])
    #expect(solver["fallback"] as? Bool == false && solver["stationary"] as? Bool == false)
    #expect(solver["residual"] is Double && solver["iterations"] is Int)
  }

  @Test func aGramianHasNoDirection() throws {
    let answer = try object(run(#"{"gramian": [[18, -22], [-22, 38]]}"#, "mgda", "--json"))
    #expect(answer["direction"] is NSNull)
    let weights = try #require(answer["weights"] as? [Double])
    #expect((weights[0] - 0.6).magnitude < 1e-15)
  }

  @Test func aListIsASequence() throws {
    let list = "[\(Self.step), {\"jacobian\": [[2, -1, 0], [-1, 3, 1]]}]"
    let result = try run(list, "gradvac", "--set", "beta=0.5", "--json")
    #expect(result.ending == .exited(0), "\(result)")
    let answers = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    let second = try #require(answers.last?["direction"] as? [Double])
    #expect(answers.count == 2 && (second[0] - 1.76060691633).magnitude < 1e-10)
    let text = try run(list, "gradvac")
    #expect(text.output.hasPrefix("step 1\nweights    "))
  }

  @Test func settingsAreSet() throws {
    let exact = try object(run(Self.step, "nash-mtl", "--json"))
    let clipped = try object(run(Self.step, "nash-mtl", "--set", "variant=torchjd", "--json"))
    #expect(exact["weights"] as? [Double] != clipped["weights"] as? [Double])
    let wrapped = try object(
      run(Self.step, "smoothed", "--set", #"of={"mgda": {}}"#, "--json"))
    #expect((wrapped["weights"] as? [Double])?.count == 2)
  }

  @Test(arguments: [
    ("{\"jacobian\": [[1, 2], [3]]}", "row 2 has 1 numbers, wanted 2 as in row 1"),
    ("[]", "found an empty list, wanted at least one step"),
    ("{}", "wanted \"jacobian\", \"gramian\" or \"losses\" with a row for each objective"),
    ("{\"jacobian\": [[1]], \"losses\": [1, 2]}", "found 2 losses, wanted 1, one an objective"),
    ("{\"jacobian\": [[1]], \"gramian\": [[1]]}", "found both a jacobian and a gramian"),
    ("{\"gramian\": [[1, 2], [2, 1]]}", "the product of 2 and 1 is 2.0, beyond that"),
    ("{\"gramian\": [[-1]]}", "the squared norm in row 1 is -1.0"),
    ("{\"jacobian\": [[1, true]]}", "at jacobian, 1, 2:"), ("nonsense", "not JSON"),
    ("[{\"gramian\": [[1]]}, {\"gramian\": [[1, 0], [0, 1]]}]", "found 2 objectives, wanted 1"),
  ])
  func badInputIsNamed(_ input: String, _ message: String) throws {
    let result = try run(input, "upgrad")
    #expect(result.ending == .exited(65) && result.output.isEmpty, "\(result)")
    #expect(result.errors.contains(message), "\(result)")
  }

  @Test func gradientsThatAreMissingAreNamed() throws {
    let result = try run("{\"gramian\": [[1, 0], [0, 1]], \"losses\": [1, 1]}", "graddrop")
    #expect(result.ending == .exited(65) && result.output.isEmpty, "\(result)")
    #expect(result.errors.contains("the input holds no \"jacobian\""), "\(result)")
  }

  @Test func whatCannotBeDecidedIsNamed() throws {
    for (arguments, code, message) in [
      (["upgrd"], 65, "unknown strategy `upgrd`; did you mean `upgrad`?"),
      (["smoothed", "--set", "of=mgd"], 65, "unknown strategy `mgd`; did you mean `mgda`?"),
      (["pareto-sampling"], 65, "plans many trainings"),
      (["cagrad", "--set", "c=-1"], 65, "setting c: found -1, wanted a number of at least 0"),
      (["cagrad", "--set", "c"], 64, "--set takes key=value, found c"),
      (["gls"], 65, "the input holds no \"losses\""),
      (["trimmed-mean", "--set", "trim=2"], 65, "setting trim: found 2, wanted at most 0"),
    ] as [([String], Int32, String)] {
      let result = try CommandTrial(["in.json": Self.step]).poise(
        ["aggregate"] + arguments, input: "in.json")
      #expect(result.ending == .exited(code) && result.output.isEmpty, "\(result)")
      #expect(result.errors.contains(message), "\(result)")
    }
  }
}
