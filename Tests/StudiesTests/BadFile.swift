import Strategies
import Testing

@testable import Studies

/// A study file with a fault, and the whole message that it shall give.
struct BadFile: Sendable, CustomTestStringConvertible {
  let text: String
  let change: String
  let expected: String

  /// The good file with one part exchanged.
  init(_ part: String, _ other: String, says expected: String) {
    precondition(GoodFile.text.contains(part), "the good file has no \(part)")
    text = GoodFile.text.replacing(part, with: other, maxReplacements: 1)
    (change, self.expected) = (other, expected)
  }

  /// A file of its own.
  init(whole text: String, says expected: String) {
    (self.text, change, self.expected) = (text, text, expected)
  }

  /// What reading the file says.
  var message: String {
    do {
      let study = try StudyFile.parse(text, name: "study.yaml")
      return "read as \(study.name)"
    } catch {
      return error.description
    }
  }

  /// How many strategies there are.
  static var strategies: Int { StrategyCatalogue.all.count }

  var testDescription: String { String(change.prefix(60)).debugDescription }
}

/// A study file without fault.
enum GoodFile {
  static let text = """
    name: two-scales
    problem:
      data: { features: { uniform: [3, 1] } }
      model: { layers: [1, 5, 10, 1], activation: relu }
      objectives:
        fit:     { minimize: mean(square(5 - sum(out))) }
        weights: { maximize: sum(parameters) }
    optimizer: { adam: { learningRate: 0.001 } }
    arms:
      - fixed: { weights: [1, 0.01] }
      - gradnorm: { alpha: 1.5 }
      - pareto-sampling: { points: 11 }
    seeds: 30
    steps: 10000

    """
}
