import Foundation

/// A catalogue as text and as JSON.
protocol CatalogueListing {
  associatedtype Entry
  /// What an entry is: `strategy`.
  static var noun: String { get }
  /// The command that lists the catalogue: `strategies`.
  static var command: String { get }
  /// The entries, in the order in which they are listed.
  static var all: [Entry] { get }
  /// The name by which an entry is asked for.
  static func id(_ entry: Entry) -> String
  /// All entries at a glance.
  static var table: String { get }
  /// Everything about an entry.
  static func page(_ entry: Entry) -> String
  /// Everything about an entry, for programs.
  associatedtype Record: Encodable
  static func record(_ entry: Entry) -> Record
}

extension CatalogueListing {
  /// Entries as a JSON list.
  static func json(_ entries: [Entry]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entries.map(record)), as: UTF8.self)
  }
}
