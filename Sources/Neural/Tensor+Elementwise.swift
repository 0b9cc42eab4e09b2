/// Elementwise functions made of others, in forms that throw a ``ShapeError``.
extension Tensor {
  /// `xʸ`, broadcast.
  ///
  /// A whole exponent from −64 to 64 that is a constant is computed by repeated squaring, and ½ as a
  /// root; every other as `e^{y ln x}`, with a relative error of about `|y ln x|` units in the last
  /// place. A negative `x` to a power that is not whole is NaN.
  public static func power(_ x: Tensor, _ y: Tensor) throws(ShapeError) -> Tensor {
    guard let exponent = y.node.literal else { return try apply(.power, x, y) }
    if exponent == 0.5 { return apply(.sqrt, x) }
    guard exponent == exponent.rounded(), exponent.magnitude <= 64 else {
      return try apply(.power, x, y)
    }
    if exponent == 0 { return Tensor(Node.constant(1).broadcast(to: x.shape)) }
    let whole = try power(x, Int(exponent.magnitude))
    return exponent > 0 ? whole : try apply(.divide, Tensor(1), whole)
  }

  /// `xⁿ` for a positive `n`.
  private static func power(_ x: Tensor, _ n: Int) throws(ShapeError) -> Tensor {
    if n == 1 { return x }
    let half = apply(.square, try power(x, n / 2))
    return n.isMultiple(of: 2) ? half : try apply(.multiply, half, x)
  }

  /// `x` within limits.
  ///
  /// Where a number is the limit and is reached, no gradient passes; where a tensor is, the gradient
  /// of equal ones is shared in halves: as through PyTorch's `clamp`.
  public static func clipped(
    _ x: Tensor, _ lower: Tensor, _ upper: Tensor
  ) throws(ShapeError) -> Tensor {
    let raised = try apply(lower.node.literal == nil ? .maximum : .atLeast, x, lower)
    return try apply(upper.node.literal == nil ? .minimum : .atMost, raised, upper)
  }
}

/// The larger of two, elementwise; the gradient of equal ones is shared in halves.
public func maximum(_ x: Tensor, _ y: Tensor) -> Tensor {
  Tensor.fitting(try Tensor.apply(.maximum, x, y))
}

/// The smaller of two, elementwise; the gradient of equal ones is shared in halves.
public func minimum(_ x: Tensor, _ y: Tensor) -> Tensor {
  Tensor.fitting(try Tensor.apply(.minimum, x, y))
}

/// `x` within limits; see ``Tensor/clipped(_:_:_:)``.
public func clip(_ x: Tensor, _ lower: Tensor, _ upper: Tensor) -> Tensor {
  Tensor.fitting(try Tensor.clipped(x, lower, upper))
}

/// `xʸ`; see ``Tensor/power(_:_:)``.
public func power(_ x: Tensor, _ y: Tensor) -> Tensor { Tensor.fitting(try Tensor.power(x, y)) }

/// `eˣ − 1`, accurate near 0.
public func expm1(_ x: Tensor) -> Tensor { .apply(.expm1, x) }
/// `ln(1 + x)`, accurate near 0.
public func log1p(_ x: Tensor) -> Tensor { .apply(.log1p, x) }
/// The error function, elementwise.
public func erf(_ x: Tensor) -> Tensor { .apply(.erf, x) }
/// The sine of an angle in radians, elementwise; NaN beyond a million.
public func sin(_ x: Tensor) -> Tensor { .apply(.sin, x) }
/// The cosine of an angle in radians, elementwise; NaN beyond a million.
public func cos(_ x: Tensor) -> Tensor { .apply(.cos, x) }
/// `ln(1 + eˣ)`; `x` itself beyond 20, as PyTorch's.
public func softplus(_ x: Tensor) -> Tensor { .apply(.softplus, x) }
/// `−ln(1 + e⁻ˣ)`.
public func logSigmoid(_ x: Tensor) -> Tensor { .apply(.logSigmoid, x) }

/// `x (1 + erf(x/√2)) / 2`.
///
/// - SeeAlso: Hendrycks & Gimpel (arXiv 1606.08415).
public func gelu(_ x: Tensor) -> Tensor { x * 0.5 * (1 + erf(x * 0.7071067811865476)) }

/// `x (1 + tanh(√(2/π)(x + 0.044715 x³))) / 2`, PyTorch's `gelu` with `approximate="tanh"`.
public func geluTanh(_ x: Tensor) -> Tensor {
  let inner = 0.7978845608028654 * (x + 0.044715 * square(x) * x)
  return 0.5 * x * (1 + tanh(inner))
}

/// `x / (1 + e⁻ˣ)`.
public func silu(_ x: Tensor) -> Tensor { x * sigmoid(x) }

/// `x` where it is positive, `slope · x` elsewhere.
public func leakyReLU(_ x: Tensor, slope: Double = 0.01) -> Tensor {
  // Exact on both sides: one of the two is zero. The derivative at 0 is the slope.
  let positive = relu(x)
  return positive + Tensor(slope) * (x - positive)
}

/// `x` where it is positive, `alpha (eˣ − 1)` elsewhere.
///
/// - SeeAlso: Clevert, Unterthiner & Hochreiter (ICLR 2016).
public func elu(_ x: Tensor, alpha: Double = 1) -> Tensor {
  let positive = relu(x)
  return positive + Tensor(alpha) * expm1(x - positive)
}

/// Drops elements at random while training and divides the rest by the probability to be kept; while
/// evaluating it does nothing.
///
/// Each use has a mask of its own, drawn anew at every step; see ``Lanes/draw(step:)``.
///
/// - Parameter probability: Of an element to become 0, at least 0 and below 1, counted in units of
///   2⁻³².
/// - SeeAlso: Srivastava et al. (JMLR 15, 2014); torch.nn.functional.dropout.
public func dropout(_ x: Tensor, probability: Double = 0.5) -> Tensor {
  precondition(
    probability >= 0 && probability < 1, "a dropout probability is at least 0 and below 1")
  if probability == 0 { return x }
  return x * Tensor(Node(.input(.mask(probability: probability)), shape: x.shape))
}
