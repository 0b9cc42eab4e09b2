public import Tensors

/// A trainable tensor: its shape and how it begins. It is compared by identity, so a layer that is
/// used twice shares its parameters.
public final class Parameter: Sendable {
  /// How the elements of a parameter begin.
  public enum Initializer: Hashable, Sendable {
    /// All the same.
    case constant(Double)
    /// Uniform in `[lower, upper)`.
    case uniform(Double, Double)
    /// Normal with a mean and a standard deviation.
    case normal(mean: Double, deviation: Double)
    /// Given, in row-major order.
    case values([Double])
  }

  /// The lengths of the axes.
  public let shape: [Int]
  /// How it begins.
  public let initializer: Initializer
  /// The box that every element is kept in; `nil` for none.
  public let bounds: ClosedRange<Double>?

  /// Describes a parameter.
  ///
  /// - Parameters:
  ///   - shape: The lengths of the axes.
  ///   - initializer: How it begins.
  ///   - bounds: The box that every element is kept in: each update, and the beginning itself, is
  ///     followed by the projection `x ← min(max(x, lower), upper)`.
  /// - Precondition: Every length is positive; given values are as many as the shape holds.
  public init(_ shape: [Int], _ initializer: Initializer, bounds: ClosedRange<Double>? = nil) {
    precondition(shape.allSatisfy { $0 > 0 }, "a parameter of shape \(shape) has no elements")
    (self.shape, self.initializer, self.bounds) = (shape, initializer, bounds)
    if case .values(let values) = initializer {
      precondition(values.count == count, "\(values.count) values for shape \(shape)")
    }
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The parameter as a value of a trace.
  public var tensor: Tensor { Tensor(Node(.parameter(self), shape: shape)) }

  /// Draws initial elements, in row-major order.
  public func initialValues(from random: inout RandomStream) -> [Double] {
    (0..<count).map { i in
      switch initializer {
      case .constant(let value): value
      case .uniform(let lower, let upper): random.uniform(lower, upper)
      case .normal(let mean, let deviation): mean + deviation * random.normal()
      case .values(let values): values[i]
      }
    }
  }
}

extension Parameter: Hashable {
  /// Whether both are the same parameter.
  public static func == (a: Parameter, b: Parameter) -> Bool { a === b }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
