import Testing

@testable import Studies

/// Strategies inside strategies, as a study file has them.
@Suite struct StudyFileWrapperTests {
  private func arms(_ lines: String) throws -> [String] {
    let arms = lines.split(separator: "\n").map { "  - \($0)" }.joined(separator: "\n")
    let text = GoodFile.text.replacing("  - gradnorm: { alpha: 1.5 }", with: arms)
    let study = try StudyFile.parse(text, name: "study.yaml")
    return study.arms.dropFirst(2).dropLast().map(\.name)
  }

  @Test func areReadAtAnyDepth() throws {
    let read = try arms(
      """
      smoothed: { weight: 0.5, of: { mgda: {} } }
      smoothed: { of: mgda }
      every: { steps: 5, of: { normalized: { sum: m, of: { gradnorm: { alpha: 1 } } } } }
      warm-up: { with: equal, of: { gradnorm: } }
      { clipped: { of: { fixed: { alpha: 2 } } }, name: short }
      """)
    #expect(
      read == [
        "smoothed mgda weight=0.5", "smoothed mgda weight=0.9", "every normalized gradnorm",
        "warm-up gradnorm with equal", "short",
      ])
  }

  @Test func listsMakeArms() throws {
    #expect(
      try arms("{ smoothed: { weight: [0.5, 0.9], of: { gradnorm: { alpha: [1, 2] } } }, name: s }")
        == [
          "s weight=0.5 of=gradnorm alpha 1", "s weight=0.5 of=gradnorm alpha 2",
          "s weight=0.9 of=gradnorm alpha 1", "s weight=0.9 of=gradnorm alpha 2",
        ])
    #expect(
      try arms("{ every: { of: [mgda, { gradnorm: { alpha: 1 } }] }, name: e }")
        == ["e of=mgda", "e of=gradnorm alpha 1"])
    #expect(
      try arms("{ single-task: { objective: [fit, weights] }, name: alone }")
        == ["alone objective=fit", "alone objective=weights"])
  }

  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: { gradnom: {} } }",
      says: """
        study.yaml:11:23: error: unknown strategy `gradnom`; did you mean `gradnorm`? \
        `poise strategies` lists all \(BadFile.strategies)
             11 |   - smoothed: { of: { gradnom: {} } }
                |                       ^~~~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: { gradnorm: { alpha: -1 } } }",
      says: """
        study.yaml:11:42: error: gradnorm: setting alpha: found -1, wanted a number of at least 0
             11 |   - smoothed: { of: { gradnorm: { alpha: -1 } } }
                |                                          ^~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: { fixed: { weights: [1, 2, 3] } } }",
      says: """
        study.yaml:11:41: error: smoothed: setting weights: found 3 weights, wanted 2, one an \
        objective
             11 |   - smoothed: { of: { fixed: { weights: [1, 2, 3] } } }
                |                                         ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: { equal: {}, mgda: {} } }",
      says: """
        study.yaml:11:34: error: of: found a second entry, wanted one strategy
             11 |   - smoothed: { of: { equal: {}, mgda: {} } }
                |                                  ^~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed",
      says: """
        study.yaml:11:5: error: smoothed: setting of: smoothed is put around a strategy; name it, \
        for instance `of: gradnorm`
             11 |   - smoothed
                |     ^~~~~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: pareto-sampling }",
      says: """
        study.yaml:11:21: error: smoothed: setting of: pareto-sampling is not a single strategy
             11 |   - smoothed: { of: pareto-sampling }
                |                     ^~~~~~~~~~~~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "smoothed: { of: { every: { of: fixed } } }",
      says: """
        study.yaml:11:21: error: smoothed: setting of: every: setting of: fixed: setting weights: \
        fixed needs either weights or alpha
             11 |   - smoothed: { of: { every: { of: fixed } } }
                |                     ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "logarithm: { of: gls }",
      says: """
        study.yaml:11:22: error: logarithm: setting of: gls is defined for positive losses, which \
        logarithms are not
             11 |   - logarithm: { of: gls }
                |                      ^~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "single-task: { objective: fut }",
      says: """
        study.yaml:11:31: error: single-task: setting objective: no objective is named fut; there \
        are fit, weights
             11 |   - single-task: { objective: fut }
                |                               ^~~
        """),
  ]
}
