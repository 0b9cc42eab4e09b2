import ArgumentParser

/// The catalogue of statistics.
struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: MetricListing.command,
    abstract: "List the statistics, or explain one: formula, range, reference.",
    discussion: "Example: poise metrics permutation-q")

  @OptionGroup var question: CatalogueQuestion

  func run() async throws { try await question.answer(from: MetricListing.self) }
}
