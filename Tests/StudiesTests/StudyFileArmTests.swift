import Testing

@testable import Studies

/// What is said about arms and settings.
@Suite struct StudyFileArmTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "alpha: 1.5", "alpha: -1",
      says: """
        study.yaml:11:24: error: gradnorm: setting alpha: found -1, wanted a number of at least 0
             11 |   - gradnorm: { alpha: -1 }
                |                        ^~
        """),
    BadFile(
      "alpha: 1.5", "alpha: [1, -1]",
      says: """
        study.yaml:11:28: error: gradnorm: setting alpha: found -1, wanted a number of at least 0
             11 |   - gradnorm: { alpha: [1, -1] }
                |                            ^~
        """),
    BadFile(
      "alpha: 1.5", "alpha: []",
      says: """
        study.yaml:11:24: error: setting alpha: found an empty list, wanted values
             11 |   - gradnorm: { alpha: [] }
                |                        ^
        """),
    BadFile(
      "alpha: 1.5", "losses: rational",
      says: """
        study.yaml:11:25: error: gradnorm: setting losses: found rational, wanted one of ratio, \
        exponential
             11 |   - gradnorm: { losses: rational }
                |                         ^~~~~~~~
        """),
    BadFile(
      "alpha: 1.5", "alpha: high",
      says: """
        study.yaml:11:24: error: gradnorm: setting alpha: found high, wanted a number of at \
        least 0
             11 |   - gradnorm: { alpha: high }
                |                        ^~~~
        """),
    BadFile(
      "alpha: 1.5", "alpha: 1_0",
      says: """
        study.yaml:11:24: error: alpha: found `1_0`, wanted a finite number; leave out the \
        underscores
             11 |   - gradnorm: { alpha: 1_0 }
                |                        ^~~
        """),
    BadFile(
      "[1, 0.01]", "[1, 0.01, 5]",
      says: """
        study.yaml:10:23: error: fixed: setting weights: found 3 weights, wanted 2, one an \
        objective
             10 |   - fixed: { weights: [1, 0.01, 5] }
                |                       ^
        """),
    BadFile(
      "[1, 0.01]", "[1, x]",
      says: """
        study.yaml:10:23: error: fixed: setting weights: found [1, x], wanted a list of \
        finite numbers
             10 |   - fixed: { weights: [1, x] }
                |                       ^
        """),
    BadFile(
      "[1, 0.01]", "[1, .inf]",
      says: """
        study.yaml:10:27: error: weights: found `.inf`, wanted a finite number
             10 |   - fixed: { weights: [1, .inf] }
                |                           ^~~~
        """),
    BadFile(
      "fixed: { weights: [1, 0.01] }", "fixed",
      says: """
        study.yaml:10:5: error: fixed: setting weights: fixed needs either weights or alpha
             10 |   - fixed
                |     ^~~~~
        """),
    BadFile(
      "weights: [1, 0.01] }", "weights: [1, 1], alpha: 2 }",
      says: """
        study.yaml:10:38: error: fixed: setting alpha: fixed takes either weights or alpha, not \
        both
             10 |   - fixed: { weights: [1, 1], alpha: 2 }
                |                                      ^
        """),
    BadFile(
      "points: 11", "points: 1",
      says: """
        study.yaml:12:32: error: pareto-sampling: setting points: found 1, wanted a whole \
        number from 2 to 10000
             12 |   - pareto-sampling: { points: 1 }
                |                                ^
        """),
    BadFile(
      "{ alpha: 1.5 }", "[1]",
      says: """
        study.yaml:11:15: error: gradnorm: found a list, wanted a mapping with the settings \
        alpha, learningRate, optimizer, parameters, losses
             11 |   - gradnorm: [1]
                |               ^
        """),
    BadFile(
      "{ alpha: 1.5 }", "5",
      says: """
        study.yaml:11:15: error: gradnorm: found `5`, wanted a mapping with the settings alpha, \
        learningRate, optimizer, parameters, losses
             11 |   - gradnorm: 5
                |               ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }",
      """
      { fixed: { alpha: 1 }, name: a }
        - { equal: {}, name: a }
      """,
      says: """
        study.yaml:12:24: error: two arms are named `a`; give each its own name
             12 |   - { equal: {}, name: a }
                |                        ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "[]",
      says: """
        study.yaml:11:5: error: an arm: found an empty list, wanted a strategy, or a mapping \
        with one
             11 |   - []
                |     ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "{ gradnorm: {}, optimizer: { adam: { learningRate: -1 } } }",
      says: """
        study.yaml:11:56: error: learningRate: found `-1`, wanted a positive number
             11 |   - { gradnorm: {}, optimizer: { adam: { learningRate: -1 } } }
                |                                                        ^~
        """),
    BadFile(
      whole: """
        steps: 1
        problem:
          parameters: { x: { constant: 1 } }
          objectives: { a: { minimize: x } }
        arms: []

        """,
      says: """
        study.yaml:5:7: error: arms: found an empty list, wanted a list of strategies such as \
        [equal, gradnorm]
              5 | arms: []
                |       ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "equal\n  - equal",
      says: """
        study.yaml:12:5: error: two arms are named equal; give each its own name
             12 |   - equal
                |     ^~~~~
        """),
    BadFile(
      "alpha: 1.5", "parameters: [layer9.weight]",
      says: """
        study.yaml:11:5: error: arm gradnorm: setting parameters: no parameter is named \
        layer9.weight; there are layer0.weight, layer0.bias, layer1.weight, layer1.bias, \
        layer2.weight, layer2.bias
             11 |   - gradnorm: { parameters: [layer9.weight] }
                |     ^~~~~~~~
        """),
  ]
}
