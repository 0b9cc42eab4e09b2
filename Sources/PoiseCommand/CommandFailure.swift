import ArgumentParser
import Foundation
import Poise
import Tables
import TraceFiles

/// Turns errors into one clear message on standard error and an exit code.
enum CommandFailure {
  /// The code of bad input, `EX_DATAERR`.
  static let badInput = ExitCode(65)

  /// Runs a command's work.
  ///
  /// - Throws: An exit code, its message already printed, or what ArgumentParser handles itself.
  static func reported(_ work: () async throws -> Void) async throws {
    do { try await work() } catch let error as StudyFileError {
      try fail("\(error)", badInput)
    } catch let error as StudyError {
      try fail("error: \(error)", badInput)
    } catch let error as StoreError {
      try fail("error: \(error)", isBadInput(error) ? badInput : .failure)
    } catch let error as FrontError {
      try fail("error: \(error)", badInput)
    } catch let error as StabilityError {
      try fail("error: \(error)", badInput)
    } catch let error as TraceFileError {
      try fail("\(error)", badInput)
    } catch let error as TableError {
      try fail("\(error)", badInput)
    } catch let error as ReportFileError {
      try fail("error: \(error)", badInput)
    } catch let error as StabilityCheckError {
      try fail("error: \(error)", badInput)
    } catch let error as ExitCode {
      throw error
    } catch let error as ValidationError {
      throw error
    } catch {
      try fail("error: \(error)", .failure)
    }
  }

  private static func fail(_ message: String, _ code: ExitCode) throws {
    Terminal.say(message)
    throw code
  }

  /// Whether a store is the wrong one, and not the disk or another process at fault.
  private static func isBadInput(_ error: StoreError) -> Bool {
    switch error {
    case .diskFull, .locked, .readOnly, .unusableFolder, .failed: false
    default: true
    }
  }
}
