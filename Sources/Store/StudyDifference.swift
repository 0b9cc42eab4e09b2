import Foundation
import Records

/// One place in which two studies differ.
public struct StudyDifference: Hashable, Sendable {
  /// The place, from the outside in: `seeds`, `arms.gradnorm.settings.alpha`.
  public let key: String
  /// What the store has there, shortened; `nil` for nothing.
  public let found: String?
  /// What was wanted there, shortened; `nil` for nothing.
  public let wanted: String?
}

extension StudyDifference: CustomStringConvertible {
  /// The difference in words: `seeds: found 20, wanted 30`.
  public var description: String { "\(key): found \(found ?? "none"), wanted \(wanted ?? "none")" }
}

extension StudyDifference {
  /// Where two studies differ, keys in alphabetical order, arms and objectives by their names.
  ///
  /// Edge cases: the source text and the diagnosis follow from the rest, and are compared only when
  /// the rest agrees; an arm that one study lacks is one difference.
  ///
  /// - Parameters:
  ///   - found: The study in the store.
  ///   - wanted: The study asked for.
  /// - Throws: An error when a study cannot be written as JSON.
  static func between(_ found: StudyRecord, _ wanted: StudyRecord) throws -> [StudyDifference] {
    let (found, wanted) = (try setting(of: found), try setting(of: wanted))
    var differences: [StudyDifference] = []
    compare(found, wanted, at: "", into: &differences)
    let causes = differences.filter { difference in
      !["source", "diagnosis"].contains { difference.key.hasPrefix($0) }
    }
    return causes.isEmpty ? differences : causes
  }

  private static func setting(of study: StudyRecord) throws -> Setting {
    try StudyText.decoder.decode(Setting.self, from: Data(StudyText.text(of: study).utf8))
  }

  private static func compare(
    _ found: Setting?, _ wanted: Setting?, at key: String,
    into differences: inout [StudyDifference]
  ) {
    guard found != wanted else { return }
    guard let left = parts(of: found), let right = parts(of: wanted) else {
      let (found, wanted) = excerpts(found.map(words), wanted.map(words))
      differences.append(StudyDifference(key: key, found: found, wanted: wanted))
      return
    }
    for name in Set(left.keys).union(right.keys).sorted() {
      let place = key.isEmpty ? name : "\(key).\(name)"
      compare(left[name], right[name], at: place, into: &differences)
    }
    if left == right {
      let (found, wanted) = excerpts(found.map(order), wanted.map(order))
      differences.append(StudyDifference(key: "\(key), order", found: found, wanted: wanted))
    }
  }

  /// What can be compared one by one: an object's values, or a list of objects by name or place.
  private static func parts(of setting: Setting?) -> [String: Setting]? {
    switch setting {
    case .object(let parts): return parts
    case .list(let items) where items.allSatisfy { $0.isObject }:
      let names = items.enumerated().map { $1.name ?? "\($0)" }
      return Dictionary(zip(names, items)) { first, _ in first }
    default: return nil
    }
  }

  /// A setting in words; a thing with a name by its name alone.
  private static func words(_ setting: Setting) -> String { setting.name ?? setting.description }

  private static func order(_ setting: Setting) -> String {
    guard case .list(let items) = setting else { return setting.description }
    return items.map(words).joined(separator: ", ")
  }

  /// Both texts cut to the characters around the first one in which they differ.
  private static func excerpts(_ found: String?, _ wanted: String?) -> (String?, String?) {
    let common = (found ?? "").commonPrefix(with: wanted ?? "").count
    return (found?.excerpt(around: common), wanted?.excerpt(around: common))
  }
}

extension Setting {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }

  /// The text under `name`, if this is an object that has one.
  fileprivate var name: String? {
    guard case .object(let parts) = self, case .text(let name) = parts["name"] else { return nil }
    return name
  }
}

extension String {
  /// At most 60 characters of one line, from 20 before a place on.
  fileprivate func excerpt(around place: Int) -> String {
    let line = replacing("\n", with: "⏎")
    guard line.count > 60 else { return line }
    let start = max(0, min(place - 20, line.count - 60))
    let tail = line.dropFirst(start)
    return (start > 0 ? "…" : "") + tail.prefix(60) + (tail.count > 60 ? "…" : "")
  }
}
