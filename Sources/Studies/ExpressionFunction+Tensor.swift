import Neural

extension ExpressionFunction {
  /// Applies the function.
  ///
  /// - Parameters:
  ///   - x: As many as it takes.
  ///   - settings: What the call says behind them.
  /// - Throws: `ShapeError` for shapes that do not fit.
  func tensor(_ x: [Tensor], _ settings: ExpressionSettings) throws(ShapeError) -> Tensor {
    if let function = Unary(rawValue: name) { return .apply(function, x[0]) }
    switch self {
    case .matmul: return try .product(x[0], x[1])
    case .maximum: return try .apply(.maximum, x[0], x[1])
    case .minimum: return try .apply(.minimum, x[0], x[1])
    case .power: return try .power(x[0], x[1])
    case .clip: return try .clipped(x[0], x[1], x[2])
    case .reshape: return try Self.reshape(x[0], settings.shape)
    case .transpose: return try Self.transpose(x[0])
    case .concatenate: return try .joined(x, axis: settings.axis(or: 0))
    case .slice:
      return try x[0].sliced(
        axis: settings.axis(or: 0), from: settings.whole("from") ?? 0, to: settings.whole("to"))
    case .detached: return Neural.detached(x[0])
    case .gelu: return Neural.gelu(x[0])
    case .geluTanh: return Neural.geluTanh(x[0])
    case .silu: return Neural.silu(x[0])
    case .leakyReLU: return Neural.leakyReLU(x[0], slope: settings.numbers["slope"] ?? 0.01)
    case .elu: return Neural.elu(x[0], alpha: settings.numbers["alpha"] ?? 1)
    case .dropout:
      return Neural.dropout(x[0], probability: settings.numbers["probability"] ?? 0.5)
    case .meanSquaredError: return try .meanSquaredError(x[0], x[1])
    case .meanAbsoluteError: return try .meanAbsoluteError(x[0], x[1])
    case .huber: return try .huber(x[0], x[1], delta: settings.numbers["delta"] ?? 1)
    case .crossEntropy: return try .crossEntropy(x[0], x[1])
    case .binaryCrossEntropy: return try .binaryCrossEntropy(x[0], x[1])
    case .binaryCrossEntropyOfLogits: return try .binaryCrossEntropy(logits: x[0], x[1])
    default: return try reduction(x[0], settings)
    }
  }

  private func reduction(
    _ x: Tensor, _ settings: ExpressionSettings
  ) throws(ShapeError) -> Tensor {
    let axes = settings.axes
    switch self {
    case .mean: return try .average(x, axes: axes)
    case .sum: return try .total(x, axes: axes)
    case .max: return try .largest(x, axes: axes)
    case .min: return try .smallest(x, axes: axes)
    case .logSumExp: return try .logSumExp(x, axes: axes)
    case .variance:
      return try .variance(x, axes: axes, correction: settings.whole("correction") ?? 1)
    case .deviation:
      return try .deviation(x, axes: axes, correction: settings.whole("correction") ?? 1)
    case .softmax: return try .softmax(x, axis: settings.axis(or: -1))
    case .logSoftmax: return try .logSoftmax(x, axis: settings.axis(or: -1))
    case .normalized: return try .normalized(x, epsilon: settings.numbers["epsilon"] ?? 1e-5)
    default: preconditionFailure("\(name) has no rule")
    }
  }

  private static func reshape(_ x: Tensor, _ shape: [Int]) throws(ShapeError) -> Tensor {
    guard shape.allSatisfy({ $0 > 0 }), ExpressionTree.count(shape) != nil else {
      throw ShapeError("\(shape) is not a shape for \(x.count) elements of shape \(x.shape)")
    }
    return try x.reshaped(shape)
  }

  private static func transpose(_ x: Tensor) throws(ShapeError) -> Tensor {
    guard x.shape.count == 2 else {
      throw ShapeError("only a matrix is transposed, found shape \(x.shape)")
    }
    return x.transposed
  }
}
