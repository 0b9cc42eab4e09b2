/// A fault in a study, whether it was written in a file or in Swift.
public struct StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was found, where, what was wanted and what to do.
  public let description: String
  /// The name of the arm at fault, if it is one.
  public let arm: String?

  /// Describes a fault.
  public init(_ description: String, arm: String? = nil) {
    (self.description, self.arm) = (description, arm)
  }
}
