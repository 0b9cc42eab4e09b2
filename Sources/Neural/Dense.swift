/// A fully connected layer.
///
///     y = x Wᵀ + b,   x of shape [batch, inputs], W of [outputs, inputs], b of [outputs]
///
/// Weights and biases begin uniform in `±1/√inputs`, as PyTorch's `nn.Linear`.
///
/// - SeeAlso: torch.nn.Linear, `reset_parameters` (Kaiming uniform with a = √5).
public struct Dense: Layer {
  /// The matrix `W`, of shape `[outputs, inputs]`.
  public let weight: Parameter
  /// The vector `b`, of shape `[outputs]`, or `nil` for a layer without one.
  public let bias: Parameter?

  /// A layer with fresh parameters.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {
    precondition(inputs > 0 && outputs > 0, "a dense layer needs inputs and outputs")
    let bound = 1 / Double(inputs).squareRoot()
    weight = Parameter([outputs, inputs], .uniform(-bound, bound))
    self.bias = bias ? Parameter([outputs], .uniform(-bound, bound)) : nil
  }

  /// Applies the layer to a matrix `[batch, inputs]` or a vector `[inputs]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let product = matmul(input, weight.tensor.transposed)
    return bias.map { product + $0.tensor } ?? product
  }
}
