import TestSupport
import Testing

@Suite("Indicators: a front from a file")
struct IndicatorsExampleTests {
  private static func file(_ name: String) -> String {
    Repository.file("Examples/Indicators/\(name).csv")
  }

  @Test func theFrontIsMeasured() throws {
    let result = try BuiltProgram("poise").run(
      [
        "indicators", Self.file("front"), "--maximize", "accuracy", "--reference", "2,0.5",
        "--true-front", Self.file("true-front"),
      ], in: Repository.path)
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    // 1.1 · 0.21 + 0.9 · 0.09 + 0.6 · 0.06 + 0.1 · 0.02, up to rounding.
    let line = result.output.split(separator: "\n").first { $0.hasPrefix("hypervolume") }
    let value = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    #expect(((value ?? 0) - 0.35).magnitude < 1e-12, "\(result)")
    #expect(result.output.contains("4 nondominated"))
    #expect(result.output.contains("knee                     point 2: latency = 1.4"), "\(result)")
  }
}
