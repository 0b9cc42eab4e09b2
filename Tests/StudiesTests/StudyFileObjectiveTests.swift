import Testing

@testable import Studies

/// What is said about objectives and the places of their expressions.
@Suite struct StudyFileObjectiveTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "mean(square(5 - sum(out)))", "mean(square(5 - sum(outt)))",
      says: """
        study.yaml:6:46: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              6 |     fit:     { minimize: mean(square(5 - sum(outt))) }
                |                                              ^~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "out",
      says: """
        study.yaml:6:26: error: objective fit has shape [3, 1], wanted one number; take its \
        mean or sum
              6 |     fit:     { minimize: out }
                |                          ^~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "5",
      says: """
        study.yaml:6:26: error: objective fit is reached by no parameter: its gradient is zero \
        everywhere and training on it would change nothing; it is computed from numbers alone, \
        which no parameter enters; compute it from the model's output or parameters
              6 |     fit:     { minimize: 5 }
                |                          ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "sum(features)",
      says: """
        study.yaml:6:26: error: objective fit is reached by no parameter: its gradient is zero \
        everywhere and training on it would change nothing; it is computed from `features` \
        alone, which no parameter enters; compute it from the model's output or parameters
              6 |     fit:     { minimize: sum(features) }
                |                          ^~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "mean(square(features - detached(2 * out))) + 1",
      says: """
        study.yaml:6:49: error: objective fit is reached by no parameter: its gradient is zero \
        everywhere and training on it would change nothing; the path ends here: detached lets no \
        gradient through, leave it out
              6 |     fit:     { minimize: mean(square(features - detached(2 * out))) + 1 }
                |                                                 ^~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'crossEntropy(features, sum(out, axis: 1))'",
      says: """
        study.yaml:6:27: error: objective fit is reached by no parameter: its gradient is zero \
        everywhere and training on it would change nothing; the path ends here: crossEntropy \
        takes class indices as they are, no gradient passes to its second operand; give it the \
        model's output first and the classes second
              6 |     fit:     { minimize: 'crossEntropy(features, sum(out, axis: 1))' }
                |                           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "",
      says: """
        study.yaml:6:27: error: minimize: found nothing, wanted an expression such as mean(out)
              6 |     fit:     { minimize:  }
                |                           ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "[out]",
      says: """
        study.yaml:6:26: error: minimize: found a list, wanted an expression such as mean(out)
              6 |     fit:     { minimize: [out] }
                |                          ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "matmul(out, features)",
      says: """
        study.yaml:6:26: error: YAML ends this expression at a comma; put the expression \
        between quotes
              6 |     fit:     { minimize: matmul(out, features) }
                |                          ^~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'matmul(out, features)'",
      says: """
        study.yaml:6:27: error: matmul: a matrix product needs equal inner lengths, found \
        shapes [3, 1] and [3, 1]
              6 |     fit:     { minimize: 'matmul(out, features)' }
                |                           ^~~~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "minimize: mean(square(5 - sum(out)))", "minimize: out, maximize: out",
      says: """
        study.yaml:6:31: error: objective `fit`: found minimize and maximize, wanted one of them
              6 |     fit:     { minimize: out, maximize: out }
                |                               ^~~~~~~~
        """),
    BadFile(
      "minimize: mean(square(5 - sum(out)))", "unit: 1",
      says: """
        study.yaml:6:14: error: objective `fit` has no direction; give minimize or maximize
              6 |     fit:     { unit: 1 }
                |              ^
        """),
    BadFile(
      "minimize: mean(square(5 - sum(out)))", "minimize: sum(out), unit: 0",
      says: """
        study.yaml:6:42: error: unit: found `0`, wanted a positive number
              6 |     fit:     { minimize: sum(out), unit: 0 }
                |                                          ^
        """),
    BadFile(
      "minimize: mean(square(5 - sum(out)))", "minimize: sum(out), aspiration: .inf",
      says: """
        study.yaml:6:48: error: aspiration: found `.inf`, wanted a finite number
              6 |     fit:     { minimize: sum(out), aspiration: .inf }
                |                                                ^~~~
        """),
    BadFile(
      "{ minimize: mean(square(5 - sum(out))) }", "mean(out)",
      says: """
        study.yaml:6:14: error: objective `fit`: found `mean(out)`, wanted a mapping with the \
        keys minimize, maximize, unit, aspiration
              6 |     fit:     mean(out)
                |              ^~~~~~~~~
        """),
  ]
}
