/// Two shapes that do not fit an operation, or a shape that an operation does not take.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was found and what was wanted, in one sentence.
  public let description: String

  /// Describes a mismatch.
  public init(_ description: String) { self.description = description }
}
