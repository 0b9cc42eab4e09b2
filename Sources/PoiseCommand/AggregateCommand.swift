import ArgumentParser
import Foundation
import Poise

/// One decision, or a sequence of them, for gradients that were computed elsewhere.
struct AggregateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "Weigh the gradients on standard input by a strategy.",
    discussion: """
      The input is JSON: {"jacobian": [[…], …]} with one row an objective, or {"gramian": [[…], …]} \
      with their inner products, and "losses": […] where the strategy looks at them. A list of such \
      objects is taken as a sequence of steps and answered by a list, with the weights used at each.

      Example: echo '{"jacobian": [[-4, 1, 1], [6, 1, 1]]}' | poise aggregate mgda --json
      """)

  @Argument(help: "The strategy; `poise strategies` lists them.")
  var name: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A setting of the strategy; may be repeated. Values are numbers, words, or JSON.",
      valueName: "key=value"))
  var settings: [String] = []

  @Option(help: "The seed of strategies that draw.")
  var seed: UInt64 = 0

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws { _ = try parsedSettings() }

  func run() async throws {
    try await CommandFailure.reported {
      let strategy = try strategy()
      let input = try AggregateInput(FileHandle.standardInput.readDataToEndOfFile())
      let answers = try Self.decide(strategy, input, seed: seed)
      Terminal.answer(
        try json
          ? AggregateAnswer.json(answers, isList: input.isList)
          : AggregateAnswer.text(answers, isList: input.isList))
    }
  }

  /// The settings by name: JSON where a value is JSON, text where it is not.
  private func parsedSettings() throws -> [String: Setting] {
    var parsed: [String: Setting] = [:]
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("--set takes key=value, found \(setting)")
      }
      let (key, value) = (
        String(setting[..<equals]), String(setting[setting.index(after: equals)...])
      )
      guard parsed[key] == nil else { throw ValidationError("--set \(key) is given twice") }
      parsed[key] =
        (try? JSONDecoder().decode(Setting.self, from: Data(value.utf8))) ?? .text(value)
    }
    return parsed
  }

  private func strategy() throws -> any Strategy {
    let made: (any Sampler)?
    do { made = try StrategyCatalogue.make(name, settings: parsedSettings()) } catch let error
      as SettingError
    { throw StudyError("\(error)") }
    guard let made else {
      throw CatalogueQuestion.unknown(name, in: StrategyListing.self)
    }
    guard let strategy = made as? any Strategy else {
      throw StudyError("\(name) plans many trainings, aggregate wants a single strategy")
    }
    return strategy
  }

  /// Decides step by step.
  private static func decide<S: Strategy>(
    _ strategy: S, _ input: AggregateInput, seed: UInt64
  ) throws -> [AggregateAnswer] {
    let objectives = input.objectives
    do {
      var balancer = try Balancer(strategy, objectives: objectives, seed: seed)
      return try input.steps.indices.map { k in
        do { try balancer.decide(input.steps[k].pass(objectives, step: k)) } catch {
          let place = input.isList ? "step \(k + 1): " : ""
          let hint = input.steps[k].lack(for: strategy).map { " (the input holds no \"\($0)\")" }
          throw StudyError("\(place)\(error)\(hint ?? "")")
        }
        return AggregateAnswer(balancer.decision, input.steps[k])
      }
    } catch let error as SettingError { throw StudyError("\(error)") }
  }
}
