import Foundation
import Poise
import TestSupport
import Testing

/// Study files with one fault each; that of the reader's every message is tested with the reader.
@Suite("A study file with a fault ends with 65, the whole message, and no file")
struct BadStudyTests {
  /// A file and what `compare` says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let says: String
    let testDescription: String

    init(_ part: String, _ other: String, says: String) {
      (text, self.says) = (TinyStudy.with(part, other), says)
      testDescription = other
    }
  }

  static let cases = [
    Case(
      "arms:", "arms: [",
      says: """
        study.yaml:10:3: error: YAML: did not find expected node content (while parsing a flow \
        node, line 10)
             10 |   - gradnorm: { losses: exponential }
                |   ^
        """),
    Case(
      "steps:", "stesp:",
      says: """
        study.yaml:13:1: error: unknown key `stesp`; did you mean `steps`? known keys: name, \
        problem, optimizer, arms, seeds, steps, precision
             13 | stesp: 60
                | ^~~~~
        """),
    Case(
      "gradnorm:", "gradnom:",
      says: """
        study.yaml:10:5: error: unknown strategy `gradnom`; did you mean `gradnorm`? \
        `poise strategies` lists all \(StrategyCatalogue.all.count)
             10 |   - gradnom: { losses: exponential }
                |     ^~~~~~~
        """),
    Case(
      "steps: 60", "steps: ten",
      says: """
        study.yaml:13:8: error: steps: found `ten`, wanted a whole number from 1 to 1000000000
             13 | steps: ten
                |        ^~~
        """),
    Case(
      "steps: 60", "steps: -5",
      says: """
        study.yaml:13:8: error: steps: found `-5`, wanted a whole number from 1 to 1000000000
             13 | steps: -5
                |        ^~
        """),
    Case(
      "seeds: 6", "seeds: 0",
      says: """
        study.yaml:12:8: error: seeds: found `0`, wanted a whole number from 1 to 100000
             12 | seeds: 0
                |        ^
        """),
    Case(
      "sum(out)", "sum(outt)",
      says: """
        study.yaml:6:42: error: unknown name `outt`; did you mean `out`? known names: features, \
        out, parameters
              6 |     fit: { minimize: mean(square(5 - sum(outt))) }
                |                                          ^~~~
        """),
    Case(
      "mean(square(5 - sum(out)))", "\"mean(matmul(out, features))\"",
      says: """
        study.yaml:6:28: error: matmul: a matrix product needs equal inner lengths, found shapes \
        [3, 1] and [3, 1]
              6 |     fit: { minimize: "mean(matmul(out, features))" }
                |                            ^~~~~~~~~~~~~~~~~~~~~
        """),
    Case(
      "layers: [1,", "layers: [2,",
      says: """
        study.yaml:4:20: error: the first layer takes rows of 2, but `features` has shape [3, 1]; \
        wanted [batch, 2]
              4 |   model: { layers: [2, 3, 1], activation: relu }
                |                    ^
        """),
    Case(
      "mean(square(5 - sum(out)))", "square(5 - out)",
      says: """
        study.yaml:6:22: error: objective fit has shape [3, 1], wanted one number; take its mean \
        or sum
              6 |     fit: { minimize: square(5 - out) }
                |                      ^~~~~~~~~~~~~~~
        """),
    Case(
      "sum(parameters)", "sum(features)",
      says: """
        study.yaml:7:26: error: objective weights is reached by no parameter: its gradient is \
        zero everywhere and training on it would change nothing; it is computed from `features` \
        alone, which no parameter enters; compute it from the model's output or parameters
              7 |     weights: { maximize: sum(features) }
                |                          ^~~~~~~~~~~~~
        """),
  ]

  @Test(arguments: cases) func isAnswered(_ bad: Case) throws {
    let trial = try CommandTrial(["study.yaml": bad.text])
    for arguments in [["compare", "study.yaml"], ["sweep", "study.yaml", "--points", "2"]] {
      let result = try trial.poise(arguments)
      #expect(result.ending == .exited(65))
      #expect(result.output.isEmpty)
      #expect(result.errors == bad.says + "\n")
      #expect(try trial.folder.contents() == ["study.yaml"])
    }
  }
}
