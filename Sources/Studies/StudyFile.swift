import Foundation

/// Reads study files: YAML that describes a problem, arms, seeds and steps.
///
/// ```yaml
/// name: two-scales
/// problem:
///   data: { features: { uniform: [3, 1] } }
///   model: { layers: [1, 5, 10, 1], activation: relu }
///   objectives:
///     fit:     { minimize: mean(square(5 - sum(out))) }
///     weights: { maximize: sum(parameters) }
/// optimizer: { adam: { learningRate: 0.001 } }
/// arms:
///   - fixed: { alpha: [0, 0.01] }
///   - gradnorm
/// seeds: 30
/// steps: 10000
/// ```
///
/// Data may be read from a CSV file, whose path is relative to the study file (``DataFile``), and
/// any data may be trained on in batches of rows, in an order of each seed's own (`Problem`):
///
/// ```yaml
///   data:
///     csv:
///       file: houses.csv
///       columns: { features: [rooms, area], price: [price] }
///       standardize: true             # all parts, none (false, the default), or a list of parts
///       split: { train: 0.8, seed: 0, shuffle: true }   # or { evaluation: other.csv }
///   batch: 32
/// ```
///
/// A problem without a network has free parameters, and needs no data:
/// `parameters: { x: { constant: [1, 2] }, y: { uniform: [3] } }`; `bounds: [0, 1]` beside the
/// initial values keeps a parameter in a box. A problem of ``ProblemCatalogue`` is taken by its name:
/// `problem: { catalog: zdt1 }`, or with settings: `problem: { catalog: { zdt1: { n: 10 } } }`.
public enum StudyFile {
  /// The largest file that is read, in bytes.
  public static let largestSize = 1_000_000

  /// Reads a file.
  ///
  /// - Parameter path: The path, which messages show as it is given.
  /// - Throws: ``StudyFileError`` for a file that cannot be read, is too large or is not UTF-8, and
  ///   as ``parse(_:name:)``.
  public static func read(path: String) throws(StudyFileError) -> Study {
    try parse(try text(path), name: path)
  }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - text: The text, YAML.
  ///   - name: The file's name for messages; without folders and ending it names a study that has
  ///     no name of its own.
  /// - Throws: ``StudyFileError`` at the first fault.
  public static func parse(_ text: String, name: String) throws(StudyFileError) -> Study {
    do {
      guard text.utf8.count <= largestSize else { throw tooLarge(name) }
      let source = SourceText(file: name, text: text)
      return try StudyFileReader(source: source).study()
    } catch let error as StudyFileError {
      throw error
    } catch {
      throw StudyFileError(file: name, message: "\(error)")
    }
  }

  private static func text(_ path: String) throws(StudyFileError) -> String {
    let data = try data(path)
    guard data.count <= largestSize else { throw tooLarge(path) }
    guard let text = String(validating: data, as: UTF8.self) else {
      let valid = String(decoding: data, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      let line = valid.count { $0 == "\n" } + 1
      throw StudyFileError(
        file: path, message: "line \(line) is not UTF-8; save the file as UTF-8 text")
    }
    return text
  }

  private static func data(_ path: String) throws(StudyFileError) -> Data {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw StudyFileError(file: path, message: "there is no such file")
    }
    guard !isDirectory.boolValue else {
      throw StudyFileError(file: path, message: "found a folder, wanted a study file")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StudyFileError(file: path, message: "the file cannot be opened; check its permissions")
    }
    defer { try? file.close() }
    do {
      return try file.read(upToCount: largestSize + 1) ?? Data()
    } catch {
      throw StudyFileError(file: path, message: "the file cannot be read: \(error)")
    }
  }

  private static func tooLarge(_ name: String) -> StudyFileError {
    StudyFileError(file: name, message: "the file is larger than \(largestSize) bytes")
  }
}
