import Testing

@testable import Studies

/// What is said about objectives and the places of their expressions.
@Suite struct StudyFileObjectiveMoreTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }
          weights: { maximize: sum(parameters) }
      """, "    {}",
      says: """
        study.yaml:6:5: error: the problem has no objectives; give at least one
              6 |     {}
                |     ^
        """),
    BadFile(
      "fit: ", "'': ",
      says: """
        study.yaml:6:6: error: a key of objectives: found the text ``, wanted a text
              6 |     '':     { minimize: mean(square(5 - sum(out))) }
                |      ^
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: |
              mean(
                square(5 - sum(outt)))

      """,
      says: """
        study.yaml:9:26: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              9 |           square(5 - sum(outt)))
                |                          ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: >-
              mean(square(5
              - sum(outt)))

      """,
      says: """
        study.yaml:9:15: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              9 |         - sum(outt)))
                |               ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: mean(square(5
              - sum(outt)))

      """,
      says: """
        study.yaml:8:15: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              8 |         - sum(outt)))
                |               ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: "mean(\\x73quare(5 - sum(outt)))"

      """,
      says: """
        study.yaml:7:41: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              7 |       minimize: "mean(\\x73quare(5 - sum(outt)))"
                |                                         ^~~~
        """),
    BadFile(
      "fit:     { minimize: mean(square(5 - sum(out)))", "適合🙂: { minimize: sum(outt)",
      says: """
        study.yaml:6:26: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              6 |     適合🙂: { minimize: sum(outt) }
                |                             ^~~~
        """),
    BadFile(
      "fit:     { minimize: mean(square(5 - sum(out)))", "fit: \t{\tminimize:\tsum(outt)",
      says: """
        study.yaml:6:27: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              6 |     fit: \t{\tminimize:\tsum(outt) }
                |          \t \t         \t    ^~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "sum(reshape(out,[3]) ^ 3) / 2",
      says: """
        study.yaml:6:45: error: YAML: did not find expected ',' or '}'; an expression with \
        commas or brackets needs quotes inside { } and [ ]
              6 |     fit:     { minimize: sum(reshape(out,[3]) ^ 3) / 2 }
                |                                             ^
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: |

              mean(square(5)


                - sum(outt))

      """,
      says: """
        study.yaml:12:17: error: unknown name `outt`; did you mean `out`? known names: \
        features, out, parameters
             12 |           - sum(outt))
                |                 ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: >
              mean(square(5)

                - sum(outt))

      """,
      says: """
        study.yaml:10:17: error: unknown name `outt`; did you mean `out`? known names: \
        features, out, parameters
             10 |           - sum(outt))
                |                 ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: !!str 'mean(out

              + sum(outt))'

      """,
      says: """
        study.yaml:9:15: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              9 |         + sum(outt))'
                |               ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit:
            minimize: mean(out) \u{20}
              + sum(outt)   # remark

      """,
      says: """
        study.yaml:8:15: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              8 |         + sum(outt)   # remark
                |               ^~~~
        """),
    BadFile(
      """
          fit:     { minimize: mean(square(5 - sum(out))) }

      """,
      """
          fit: { minimize: &a sum(outt) }

      """,
      says: """
        study.yaml:6:29: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              6 |     fit: { minimize: &a sum(outt) }
                |                             ^~~~
        """),
  ]
}
