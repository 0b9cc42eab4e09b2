import Foundation

/// What the streams of this process are, and how to write to them.
enum Terminal {
  /// Whether standard output is a terminal.
  static var showsOutput: Bool { isatty(STDOUT_FILENO) != 0 }
  /// Whether standard error is a terminal.
  static var showsErrors: Bool { isatty(STDERR_FILENO) != 0 }

  /// Whether to color standard output: on a terminal, and never with `NO_COLOR`.
  static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return showsOutput && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// The columns of the terminal, or 100 where there is none; at least 40.
  static var width: Int {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) {
      return max(40, columns)
    }
    var size = winsize()
    let stream = showsOutput ? STDOUT_FILENO : STDERR_FILENO
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return max(40, Int(size.ws_col))
  }

  /// Writes a line to standard error.
  static func say(_ line: String) { write(line + "\n", to: .standardError) }

  /// Writes to standard error without ending the line.
  static func sayInPlace(_ text: String) { write(text, to: .standardError) }

  /// Writes a line to standard output.
  static func answer(_ text: String) { write(text + "\n", to: .standardOutput) }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that went away (a closed pipe) is no fault of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
