import Testing

@testable import Studies

/// What is said about data, models and parameters.
@Suite struct StudyFileDataMoreTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "uniform: [3, 1]", "uniform: [3, 2]",
      says: """
        study.yaml:4:20: error: the first layer takes rows of 1, but `features` has shape [3, \
        2]; wanted [batch, 1]
              4 |   model: { layers: [1, 5, 10, 1], activation: relu }
                |                    ^
        """),
    BadFile(
      """
        data: { features: { uniform: [3, 1] } }

      """, "",
      says: """
        study.yaml:3:10: error: the model has no input; give the problem `data`
              3 |   model: { layers: [1, 5, 10, 1], activation: relu }
                |          ^
        """),
    BadFile(
      "{ features: { uniform: [3, 1] } }", "{ a: { uniform: [3, 1] }, b: { uniform: [3, 1] } }",
      says: """
        study.yaml:4:10: error: which part of the data is the model's input? give `input:`, one \
        of a, b
              4 |   model: { layers: [1, 5, 10, 1], activation: relu }
                |          ^
        """),
    BadFile(
      "activation: relu", "input: feature",
      says: """
        study.yaml:4:42: error: unknown data `feature`; did you mean `features`? known data: \
        features
              4 |   model: { layers: [1, 5, 10, 1], input: feature }
                |                                          ^~~~~~~
        """),
    BadFile(
      "[1, 5, 10, 1]", "[1]",
      says: """
        study.yaml:4:20: error: layers: found one width, wanted at least two widths such as [1, \
        5, 1]
              4 |   model: { layers: [1], activation: relu }
                |                    ^
        """),
    BadFile(
      "[1, 5, 10, 1]", "[1, 0, 1]",
      says: """
        study.yaml:4:24: error: layers: found `0`, wanted a width from 1 to 1000000
              4 |   model: { layers: [1, 0, 1], activation: relu }
                |                        ^
        """),
    BadFile(
      "[1, 5, 10, 1]", "[1, 1000000, 1000000, 1]",
      says: """
        study.yaml:4:20: error: layers: the model has more than 100000000 parameters
              4 |   model: { layers: [1, 1000000, 1000000, 1], activation: relu }
                |                    ^
        """),
    BadFile(
      "activation: relu", "bias: yes",
      says: """
        study.yaml:4:41: error: bias: found `yes`, wanted true or false
              4 |   model: { layers: [1, 5, 10, 1], bias: yes }
                |                                         ^~~
        """),
    BadFile(
      "optimizer:",
      """
        evaluation: { feature: { uniform: [3, 1] } }
      optimizer:
      """,
      says: """
        study.yaml:8:17: error: unknown data `feature`; did you mean `features`? known data: \
        features
              8 |   evaluation: { feature: { uniform: [3, 1] } }
                |                 ^~~~~~~
        """),
    BadFile(
      "optimizer:",
      """
        evaluation: {}
      optimizer:
      """,
      says: """
        study.yaml:8:15: error: evaluation lacks `features`; give every part that `data` gives
              8 |   evaluation: {}
                |               ^
        """),
    BadFile(
      "optimizer:",
      """
        evaluation: { features: { uniform: [3, 2] } }
      optimizer:
      """,
      says: """
        study.yaml:8:27: error: the first layer takes rows of 1, but `features` has shape [3, \
        2]; wanted [batch, 1]
              8 |   evaluation: { features: { uniform: [3, 2] } }
                |                           ^
        """),
    BadFile(
      """
        model: { layers: [1, 5, 10, 1], activation: relu }

      """,
      """
        parameters: { features: { constant: 1 } }

      """,
      says: """
        study.yaml:4:17: error: features names data and a parameter; rename one of them
              4 |   parameters: { features: { constant: 1 } }
                |                 ^~~~~~~~
        """),
    BadFile(
      """
        model: { layers: [1, 5, 10, 1], activation: relu }

      """,
      """
        parameters: { x: { grid: [] } }

      """,
      says: """
        study.yaml:4:22: error: unknown key `grid`; known keys: uniform, normal, constant
              4 |   parameters: { x: { grid: [] } }
                |                      ^~~~
        """),
    BadFile(
      """
        model: { layers: [1, 5, 10, 1], activation: relu }

      """, "",
      says: """
        study.yaml:3:3: error: the problem has nothing to train; give it a model or parameters
              3 |   data: { features: { uniform: [3, 1] } }
                |   ^
        """),
    BadFile(
      """
        model: { layers: [1, 5, 10, 1], activation: relu }

      """,
      """
        parameters: { x: 3 }

      """,
      says: """
        study.yaml:4:20: error: x: found `3`, wanted one of the keys uniform, normal, constant
              4 |   parameters: { x: 3 }
                |                    ^
        """),
    BadFile(
      """
        model: { layers: [1, 5, 10, 1], activation: relu }

      """,
      """
        parameters: { x: { constant: [1, 2] } }

      """,
      says: """
        study.yaml:6:46: error: unknown name `out`; known names: features, parameters, x
              6 |     fit:     { minimize: mean(square(5 - sum(out))) }
                |                                              ^~~
        """),
  ]
}
