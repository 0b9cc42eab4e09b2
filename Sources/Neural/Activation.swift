/// `max(x, 0)` as a layer.
public struct ReLU: Layer {
  /// Makes the layer.
  public init() {}
  /// Applies it elementwise.
  public func callAsFunction(_ input: Tensor) -> Tensor { relu(input) }
}

/// `tanh x` as a layer.
public struct Tanh: Layer {
  /// Makes the layer.
  public init() {}
  /// Applies it elementwise.
  public func callAsFunction(_ input: Tensor) -> Tensor { tanh(input) }
}

/// `1 / (1 + e⁻ˣ)` as a layer.
public struct Sigmoid: Layer {
  /// Makes the layer.
  public init() {}
  /// Applies it elementwise.
  public func callAsFunction(_ input: Tensor) -> Tensor { sigmoid(input) }
}
