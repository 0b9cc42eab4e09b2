import ArgumentParser

/// The command line.
@main
struct PoiseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "poise",
    abstract: "Tells which loss-balancing strategy holds steady on your problem.",
    discussion: """
      Exit codes: 0 success, 64 a usage error, 65 bad input, 1 anything else. Results go to \
      standard output, progress and messages to standard error.
      """,
    version: PoiseVersion.current,
    subcommands: [
      Compare.self, InspectCommand.self, SweepCommand.self, ReportCommand.self, ExportCommand.self,
      CheckCommand.self, ScoreCommand.self, AggregateCommand.self, IndicatorsCommand.self,
      StrategiesCommand.self, ProblemsCommand.self, MetricsCommand.self, MergeCommand.self,
      StatusCommand.self, SubmitCommand.self,
    ])

  /// Runs the command that the first argument names; one that is unknown is answered with those
  /// that are not.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let known = configuration.subcommands.map {
      $0.configuration.commandName ?? "\($0)".lowercased()
    }
    if let name = arguments.first, !name.hasPrefix("-"), !(known + ["help"]).contains(name) {
      let list = known.joined(separator: ", ")
      Terminal.say("error: no command is called \(name); there are \(list)")
      exit(withError: ExitCode.validationFailure)
    }
    await main(arguments)
  }
}

/// The version of the software.
enum PoiseVersion {
  static let current = "0.1.0"
}
