import ArgumentParser

/// The catalogue of strategies.
struct StrategiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: StrategyListing.command,
    abstract: "List the strategies, or explain one: rule, settings, domain, reference.",
    discussion: "Example: poise strategies gradnorm")

  @OptionGroup var question: CatalogueQuestion

  func run() async throws { try await question.answer(from: StrategyListing.self) }
}
