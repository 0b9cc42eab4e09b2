extension Request.Parameters {
  /// Reads `allShared`, `lastSharedLayer` or a list of parameter names.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let names = try? container.decode([String].self) {
      self = .named(names)
      return
    }
    switch try container.decode(String.self) {
    case "allShared": self = .allShared
    case "lastSharedLayer": self = .lastSharedLayer
    case let other:
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(other) is neither allShared nor lastSharedLayer")
    }
  }

  /// Writes what ``init(from:)`` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .allShared: try container.encode("allShared")
    case .lastSharedLayer: try container.encode("lastSharedLayer")
    case .named(let names): try container.encode(names)
    }
  }
}
