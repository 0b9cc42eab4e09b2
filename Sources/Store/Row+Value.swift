import Foundation
import GRDB

extension Row {
  /// The value of a column, which in a damaged store may be of another type than the table says: to
  /// SQLite a text in a column of numbers is sound.
  ///
  /// - Throws: An error of the code `SQLITE_CORRUPT`, which becomes
  ///   ``StoreError/damaged(path:detail:)``.
  func value<Value: StoredValue>(_ column: String) throws -> Value {
    let found: DatabaseValue = self[column]
    guard let value = Value(stored: found.storage) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT,
        message: "a column \(column) holds \(found.storage.kind), wanted \(Value.words)")
    }
    return value
  }

  /// The same of a column that may hold nothing.
  func valueIfPresent<Value: StoredValue>(_ column: String) throws -> Value? {
    let found: DatabaseValue = self[column]
    return found.isNull ? nil : try value(column)
  }
}

/// What the columns of a store hold. Nothing is converted: half an integer is none.
protocol StoredValue {
  /// The type in words.
  static var words: String { get }
  /// Takes what SQLite stores; `nil` for another type.
  init?(stored: DatabaseValue.Storage)
}

extension Int: StoredValue {
  static var words: String { "an integer" }
  init?(stored: DatabaseValue.Storage) {
    guard case .int64(let value) = stored else { return nil }
    self.init(value)
  }
}

extension Double: StoredValue {
  static var words: String { "a number" }
  init?(stored: DatabaseValue.Storage) {
    guard case .double(let value) = stored else { return nil }
    self = value
  }
}

extension String: StoredValue {
  static var words: String { "a text" }
  init?(stored: DatabaseValue.Storage) {
    guard case .string(let value) = stored else { return nil }
    self = value
  }
}

extension Data: StoredValue {
  static var words: String { "bytes" }
  init?(stored: DatabaseValue.Storage) {
    guard case .blob(let value) = stored else { return nil }
    self = value
  }
}

extension DatabaseValue.Storage {
  /// The type in words.
  fileprivate var kind: String {
    switch self {
    case .null: "nothing"
    case .int64: Int.words
    case .double: Double.words
    case .string: String.words
    case .blob: Data.words
    }
  }
}
