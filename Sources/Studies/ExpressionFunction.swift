import Neural

/// A function that expressions may call.
enum ExpressionFunction: Hashable, Sendable, CaseIterable {
  case mean, sum, square, sqrt, exp, log, abs, relu, tanh, sigmoid, matmul, reshape, transpose

  /// The name as it is written.
  var name: String { "\(self)" }

  /// The function of a name, or `nil`.
  init?(_ name: String) {
    guard let known = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  /// The elementwise function it is, if it is one.
  var elementwise: Unary? {
    switch self {
    case .mean, .sum, .matmul, .reshape, .transpose: nil
    default: Unary(rawValue: name)
    }
  }

  /// How it is called.
  var usage: String {
    switch self {
    case .mean, .sum: "\(name)(x), \(name)(x, axis: 0) or \(name)(x, axes: [0, 1])"
    case .matmul: "matmul(a, b)"
    case .reshape: "reshape(x, [3, 2])"
    default: "\(name)(x)"
    }
  }
}
