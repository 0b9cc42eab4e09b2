import ArgumentParser
import Foundation
import Poise

/// The catalogue.
struct Strategies: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the strategies, or explain one: rule, settings, domain, reference.",
    discussion: "Example: poise strategies gradnorm")

  @Argument(help: "The strategy to explain; all are listed without it.")
  var name: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await CommandFailure.reported {
      guard let name else {
        Terminal.answer(
          try json ? StrategyListing.json(StrategyCatalogue.all) : StrategyListing.table)
        return
      }
      guard let entry = StrategyCatalogue.all.first(where: { type(of: $0).card.id == name }) else {
        let known = StrategyCatalogue.all.map { type(of: $0).card.id }.joined(separator: ", ")
        throw StudyError("no strategy is called \(name); there are \(known)")
      }
      Terminal.answer(try json ? StrategyListing.json([entry]) : StrategyListing.page(entry))
    }
  }
}
