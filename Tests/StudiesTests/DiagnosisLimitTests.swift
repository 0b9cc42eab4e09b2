import Records
import Studies
import Testing

/// The diagnosis on both sides of the limits from which on it speaks.
@Suite struct DiagnosisLimitTests {
  /// Ten rectified units of which some can never be above 0, the others never below.
  private func units(dead: Int) throws -> Finding? {
    let shifts = (0..<10).map { $0 < dead ? "-100" : "100" }.joined(separator: ", ")
    return try ProbedProblem(
      name: "dead units",
      problem: """
        data: { features: { uniform: [8, 2] } }
        parameters:
          w: { uniform: [2, 10] }
          s: { constant: [\(shifts)] }
          v: { uniform: [10, 1] }
        objectives:
          fit: { minimize: "mean(square(matmul(relu(matmul(features, w) + s), v) - 3))" }
          size: { minimize: sum(square(v)) }
        """
    ).diagnosis().findings.first { $0.kind == "deadUnits" }
  }

  @Test(arguments: [(1, nil), (2, .note), (4, .note), (5, .warning)] as [(Int, Finding.Severity?)])
  func deadUnitsAreNotedFromAFifthAndWarnedOfFromAHalf(_ dead: Int, _ severity: Finding.Severity?)
    throws
  {
    let finding = try units(dead: dead)
    #expect(finding?.severity == severity)
    #expect(finding?.evidence.contains("\(10 * dead)% are 0 on the whole evaluation set") != false)
  }

  /// Twenty coordinates at one value, beside a parameter of length 1 that the objective does not
  /// see: a tenth of the parameters' norm moves them by about 0.0976 in all.
  private func isFloor(_ formula: String, at value: Double) throws -> Bool {
    let place = Array(repeating: "\(value)", count: 20).joined(separator: ", ")
    return try ProbedProblem(
      name: "near its best",
      problem: """
        parameters: { y: { constant: [\(place)] }, z: { constant: [1] } }
        objectives:
          far: { minimize: sum(square(z - 3)) + sum(square(y - 3)) }
          near: { minimize: "\(formula)" }
        """
    ).diagnosis().findings.contains { $0.kind == "floor" && $0.objective == "near" }
  }

  /// A known limit is reached where the cost above it is a thousandth of what a nudge costs:
  /// 20v² ≤ 0.001 · 0.0976².
  @Test(arguments: [(0.00063, true), (0.00076, false)])
  func aKnownLimitIsReachedWithinAThousandthOfANudge(_ value: Double, _ isReached: Bool) throws {
    #expect(try isFloor("sum(square(y))", at: value) == isReached)
  }

  /// Without a known limit the slope must be a hundredth of that nearby: √20·v ≤ 0.01 · 0.0976.
  @Test(arguments: [(0.00019, true), (0.00026, false)])
  func anUnknownLimitIsReachedWhereTheSlopeIsAHundredth(_ value: Double, _ isReached: Bool) throws {
    #expect(try isFloor("sum(exp(y) - y)", at: value) == isReached)
  }
}
