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
    subcommands: [Compare.self, SweepCommand.self, ReportCommand.self, Strategies.self])
}

/// The version of the software.
enum PoiseVersion {
  static let current = "0.1.0"
}
