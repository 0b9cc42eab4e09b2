import Foundation

/// A program of this package, built beside the tests, and run as its users run it.
public struct BuiltProgram: Sendable {
  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// It ended by itself, with an exit code.
    case exited(Int32)
    /// A signal ended it.
    case killed(Int32)
  }

  /// What a program left behind.
  public struct Result: Sendable, CustomStringConvertible {
    /// How it ended.
    public let ending: Ending
    /// All of its standard output.
    public let output: String
    /// All of its standard error.
    public let errors: String

    /// Puts together what a program left behind.
    public init(ending: Ending, output: String, errors: String) {
      (self.ending, self.output, self.errors) = (ending, output, errors)
    }

    /// All three, for a failed test to show.
    public var description: String { "\(ending)\noutput: \(output)\nerrors: \(errors)" }
  }

  /// The path of the program.
  public let path: String

  /// Names a program by its product, beside the tests.
  public init(_ name: String) { path = Bundle.main.bundleURL.appendingPathComponent(name).path }

  /// Names any program by its path.
  public init(path: String) { self.path = path }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - folder: The folder it works in.
  ///   - environment: What is added to the environment.
  ///   - input: A file in the folder for its standard input; empty without one.
  public func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    input: String? = nil
  ) throws -> Result {
    try start(arguments, in: folder, environment: environment, input: input).end()
  }

  /// Starts the program.
  ///
  /// - Parameters: As for ``run(_:in:environment:input:)``.
  public func start(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    input: String? = nil
  ) throws -> RunningProgram {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("POISE_") && name != "COLUMNS"
    }
    process.environment = inherited.merging(environment) { _, given in given }
    let file = try input.map {
      try FileHandle(forReadingFrom: URL(fileURLWithPath: folder + "/" + $0))
    }
    return try RunningProgram(process, input: file ?? FileHandle.nullDevice)
  }
}

/// A program that runs; it is killed if nobody waits for its end.
public final class RunningProgram {
  private let process: Process
  private let output: URL
  private let errors: URL

  fileprivate init(_ process: Process, input: FileHandle) throws {
    self.process = process
    let name = FileManager.default.temporaryDirectory.path + "/poise-\(UUID().uuidString)"
    output = URL(fileURLWithPath: name + ".out")
    errors = URL(fileURLWithPath: name + ".err")
    process.standardInput = input
    process.standardOutput = try Self.emptyFile(output)
    process.standardError = try Self.emptyFile(errors)
    try process.run()
  }

  private static func emptyFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    for file in [output, errors] { try? FileManager.default.removeItem(at: file) }
  }

  /// Whether it has not ended yet.
  public var isRunning: Bool { process.isRunning }

  /// Sends it a signal.
  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end.
  public func end() throws -> BuiltProgram.Result {
    process.waitUntilExit()
    let status = process.terminationStatus
    return BuiltProgram.Result(
      ending: process.terminationReason == .exit ? .exited(status) : .killed(status),
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
