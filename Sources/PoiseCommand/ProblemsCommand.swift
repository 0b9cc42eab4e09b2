import ArgumentParser
import Foundation
import Poise

/// The catalogue of problems.
struct ProblemsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems",
    abstract: "List the problems with known fronts, or explain one: formulas, box, front.",
    discussion: """
      A study file takes one by its name: `problem: { catalog: zdt1 }`, or with settings: \
      `problem: { catalog: { zdt1: { n: 10 } } }`.

      Example: poise problems dtlz2
      """)

  @Argument(help: "The problem to explain; all are listed without it.")
  var name: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await CommandFailure.reported {
      guard let name else {
        Terminal.answer(
          try json ? ProblemListing.json(ProblemCatalogue.all) : ProblemListing.table)
        return
      }
      guard let entry = ProblemCatalogue.problem(name) else {
        let known = ProblemCatalogue.all.map(\.card.id).joined(separator: ", ")
        throw StudyError("no problem is called \(name); there are \(known)")
      }
      Terminal.answer(try json ? ProblemListing.json([entry]) : ProblemListing.page(entry))
    }
  }
}
