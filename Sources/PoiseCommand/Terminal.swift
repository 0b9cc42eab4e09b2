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

  /// Writes a line to standard error. What cannot be said there is lost: there is no better place.
  static func say(_ line: String) { try? write(line + "\n", to: .standardError) }

  /// Writes to standard error without ending the line.
  static func sayInPlace(_ text: String) { try? write(text, to: .standardError) }

  /// Writes a line to standard output.
  ///
  /// Where it cannot be written the program ends, since its answer is lost: with a message and 1 for
  /// a full device or a closed stream, and quietly for a reader that went away (`| head`), with the
  /// code that shells give a program which the signal for it ended.
  static func answer(_ text: String) {
    do { try write(text + "\n", to: .standardOutput) } catch {
      let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error) ?? error
      let number = Int32((code as NSError).code)
      guard number != EPIPE else { exit(128 + SIGPIPE) }
      say("error: cannot write to standard output: \(String(cString: strerror(number)))")
      exit(1)
    }
  }

  private static func write(_ text: String, to handle: FileHandle) throws {
    try handle.write(contentsOf: Data(text.utf8))
  }
}
