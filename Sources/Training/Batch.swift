public import Neural

/// The named parts of a batch as values of a trace.
public struct Batch: Sendable {
  private let parts: [String: Tensor]

  /// Names the parts.
  public init(_ parts: [String: Tensor]) { self.parts = parts }

  /// A part by its name.
  ///
  /// - Precondition: The problem's data have such a part.
  public subscript(name: String) -> Tensor {
    guard let part = parts[name] else {
      let known = parts.keys.sorted().joined(separator: ", ")
      preconditionFailure("the data have no part `\(name)`; there are: \(known)")
    }
    return part
  }
}
