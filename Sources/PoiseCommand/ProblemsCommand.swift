import ArgumentParser

/// The catalogue of problems.
struct ProblemsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProblemListing.command,
    abstract: "List the problems with known fronts, or explain one: formulas, box, front.",
    discussion: """
      A study file takes one by its name: `problem: { catalog: zdt1 }`, or with settings: \
      `problem: { catalog: { zdt1: { n: 10 } } }`.

      Example: poise problems dtlz2
      """)

  @OptionGroup var question: CatalogueQuestion

  func run() async throws { try await question.answer(from: ProblemListing.self) }
}
