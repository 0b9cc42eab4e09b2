import ArgumentParser
import Poise

/// Whether stability was kept, for continuous integration.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare two reports; exit 1 when an arm lost stability beyond its uncertainty.",
    discussion: """
      An arm fell when the 95% interval of its fall is above 0. The interval is put together from \
      the intervals of both Q: with the fall d = Qb - Qc from baseline to current, it reaches from \
      d - sqrt((Qb - lower_b)^2 + (upper_c - Qc)^2) to d + sqrt((upper_b - Qb)^2 + (Qc - \
      lower_c)^2). An arm that had a Q and has none any more fell too; one whose Q is the same to \
      three decimals held. Arms that are lost or added, changes of status, and other seeds, \
      precision or settings of an arm are named and do not fail the check by themselves.

      Exit codes: 0 nothing fell, 1 something did, 65 a file that is no report of this schema, or \
      reports that do not compare: other objectives, other constants of the score, no arm in both, \
      and, unless --allow-differences is given, another problem, other steps or evaluations, other \
      declared units.

      Example: poise check main/report.json two-scales/report.json
      """)

  @Argument(help: "The report.json to hold.", completion: .file(extensions: ["json"]))
  var baseline: String

  @Argument(help: "The report.json of now.", completion: .file(extensions: ["json"]))
  var current: String

  @Flag(help: "Compare reports of another problem, other steps or other units all the same.")
  var allowDifferences = false

  @Flag(help: "Print the comparison as JSON.")
  var json = false

  func run() async throws {
    try await CommandFailure.reported {
      let check = try StabilityCheck(
        baseline: StabilityReport(contentsOf: baseline),
        current: StabilityReport(contentsOf: current), allowsOtherMeasures: allowDifferences)
      Terminal.answer(
        json ? try check.json() : check.text(width: Terminal.width, color: Terminal.usesColor))
      if check.hasFallen { throw ExitCode.failure }
    }
  }
}
