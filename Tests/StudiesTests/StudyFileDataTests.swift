import Testing

@testable import Studies

/// What is said about data, models and parameters.
@Suite struct StudyFileDataTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "[3, 1]", "[3, 0]",
      says: """
        study.yaml:3:36: error: uniform: found `0`, wanted a length of at least 1
              3 |   data: { features: { uniform: [3, 0] } }
                |                                    ^
        """),
    BadFile(
      "[3, 1]", "[]",
      says: """
        study.yaml:3:32: error: uniform: found an empty list, wanted a list of lengths such as \
        [3, 1]
              3 |   data: { features: { uniform: [] } }
                |                                ^
        """),
    BadFile(
      "[3, 1]", "5",
      says: """
        study.yaml:3:32: error: uniform: found `5`, wanted a shape such as [3, 1], or a mapping \
        with the keys shape, lower, upper
              3 |   data: { features: { uniform: 5 } }
                |                                ^
        """),
    BadFile(
      "[3, 1]", "[100000, 100000]",
      says: """
        study.yaml:3:32: error: uniform: shape [100000, 100000] has more than 100000000 elements
              3 |   data: { features: { uniform: [100000, 100000] } }
                |                                ^
        """),
    BadFile(
      "[3, 1]", "{ shape: [3, 1], lower: 2, upper: 1 }",
      says: """
        study.yaml:3:66: error: upper: found `1`, wanted a lower bound below the upper one; \
        they are 2.0 and 1.0
              3 |   data: { features: { uniform: { shape: [3, 1], lower: 2, upper: 1 } } }
                |                                                                  ^
        """),
    BadFile(
      "[3, 1]", "{ lower: 2 }",
      says: """
        study.yaml:3:32: error: uniform lacks the key `shape`; known keys: shape, lower, upper
              3 |   data: { features: { uniform: { lower: 2 } } }
                |                                ^
        """),
    BadFile(
      "uniform: [3, 1]", "normal: { shape: [3, 1], deviation: -1 }",
      says: """
        study.yaml:3:59: error: deviation: found `-1`, wanted a number of at least 0
              3 |   data: { features: { normal: { shape: [3, 1], deviation: -1 } } }
                |                                                           ^~
        """),
    BadFile(
      "uniform: [3, 1]", "grid: { from: 0, to: 1 }",
      says: """
        study.yaml:3:29: error: grid lacks the key `count`; known keys: from, to, count
              3 |   data: { features: { grid: { from: 0, to: 1 } } }
                |                             ^
        """),
    BadFile(
      "uniform: [3, 1]", "grid: []",
      says: """
        study.yaml:3:29: error: grid: found an empty list, wanted at least one axis {from, to, \
        count}
              3 |   data: { features: { grid: [] } }
                |                             ^
        """),
    BadFile(
      "uniform: [3, 1]", "constant: [[1], [2, 3]]",
      says: """
        study.yaml:3:39: error: constant: the lists are ragged: found an entry of shape [2] \
        after one of shape [1]; make them the same
              3 |   data: { features: { constant: [[1], [2, 3]] } }
                |                                       ^
        """),
    BadFile(
      "uniform: [3, 1]", "constant: [[1], x]",
      says: """
        study.yaml:3:39: error: constant: found `x`, wanted a finite number, or lists of them
              3 |   data: { features: { constant: [[1], x] } }
                |                                       ^
        """),
    BadFile(
      "uniform: [3, 1]", "constant: []",
      says: """
        study.yaml:3:33: error: constant: found an empty list, wanted numbers
              3 |   data: { features: { constant: [] } }
                |                                 ^
        """),
    BadFile(
      "uniform: [3, 1]", "uniform: [3, 1], normal: [3, 1]",
      says: """
        study.yaml:3:40: error: features: found both `uniform` and `normal`, wanted one of the \
        keys uniform, normal, grid, constant
              3 |   data: { features: { uniform: [3, 1], normal: [3, 1] } }
                |                                        ^~~~~~
        """),
    BadFile(
      "features:", "out:",
      says: """
        study.yaml:3:11: error: `out` has a meaning in expressions; choose another name
              3 |   data: { out: { uniform: [3, 1] } }
                |           ^~~
        """),
    BadFile(
      "features:", "mean:",
      says: """
        study.yaml:3:11: error: `mean` has a meaning in expressions; choose another name
              3 |   data: { mean: { uniform: [3, 1] } }
                |           ^~~~
        """),
    BadFile(
      "features:", "'my data':",
      says: """
        study.yaml:3:12: error: `my data` cannot be used in an expression; wanted a name of \
        letters, digits and underscores that does not begin with a digit
              3 |   data: { 'my data': { uniform: [3, 1] } }
                |            ^~~~~~~
        """),
  ]
}
