/// A setting as it is written, stored and printed: any JSON value, with ordered-by-name objects.
public enum Setting: Hashable, Codable, Sendable {
  /// JSON `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// A list.
  case list([Setting])
  /// Settings by name.
  case object([String: Setting])

  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Setting].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Setting].self))
    }
  }

  /// Writes the JSON value; a number that JSON cannot hold is written as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value):
      if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension Setting: CustomStringConvertible {
  /// The value as a person writes it: `0.01`, `adam`, `[1, 2]`, `alpha 1.5, losses ratio`.
  public var description: String {
    switch self {
    case .null: "none"
    case .bool(let value): value ? "true" : "false"
    case .number(let value):
      value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    case .text(let value): value
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .object(let values):
      values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
  }
}
