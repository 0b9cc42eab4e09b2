/// One operation of a trace. Nodes are compared by identity; sharing one shares its value.
final class Node: Sendable {
  let primitive: Primitive
  let inputs: [Node]
  let shape: [Int]

  /// Makes a node whose shape the caller has worked out.
  init(_ primitive: Primitive, _ inputs: [Node] = [], shape: [Int]) {
    (self.primitive, self.inputs, self.shape) = (primitive, inputs, shape)
  }

  /// The number of elements.
  var count: Int { shape.reduce(1, *) }
}

extension Node: Hashable {
  static func == (a: Node, b: Node) -> Bool { a === b }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What a node computes.
enum Primitive: Hashable, Sendable {
  /// One number, the same in every lane.
  case constant(Double)
  /// Several numbers, the same in every lane.
  case constants([Double])
  /// Values given from outside, one set a lane.
  case input(Input)
  /// One named parameter.
  case parameter(Parameter)
  /// Several parameters, flattened one after the other.
  case parameters([Parameter])
  /// An elementwise function of one tensor.
  case unary(Unary)
  /// An elementwise function of two tensors, broadcast against each other.
  case binary(Binary)
  /// The product of `[i, k]` and `[k, j]`.
  case matmul
  /// A matrix with rows and columns exchanged.
  case transpose
  /// The sum over some axes, which disappear.
  case sum(axes: [Int])
  /// The largest element over some axes, which disappear.
  case largest(axes: [Int])
  /// The same elements in another shape.
  case reshape
  /// The same elements repeated to a larger shape.
  case broadcast
  /// Neighbors along an axis, from an index on.
  case slice(axis: Int, from: Int)
  /// Tensors one after the other along an axis.
  case concatenate(axis: Int)
  /// The same elements, through which no gradient passes.
  case detach
}

/// Where the values of an input come from.
enum Input: Hashable, Sendable {
  /// A named part of the batch.
  case data(String)
  /// The weight of an objective in the combined gradient.
  case weight(Int)
  /// A dropout mask: 0 with a probability, else the inverse of the probability to be kept. Each node
  /// draws its own.
  case mask(probability: Double)
}

/// The elementwise functions of one tensor.
public enum Unary: String, CaseIterable, Sendable {
  /// `−x`.
  case negate
  /// `x²`.
  case square
  /// `√x`; its derivative at 0 is infinite.
  case sqrt
  /// `eˣ`.
  case exp
  /// `ln x`.
  case log
  /// `|x|`; its derivative at 0 is 0.
  case abs
  /// `max(x, 0)`; its derivative at 0 is 0.
  case relu
  /// `tanh x`.
  case tanh
  /// `1 / (1 + e⁻ˣ)`.
  case sigmoid
  /// `eˣ − 1`, accurate near 0.
  case expm1
  /// `ln(1 + x)`, accurate near 0.
  case log1p
  /// The error function `2/√π ∫₀ˣ e^{−t²} dt`.
  case erf
  /// `ln(1 + eˣ)`; `x` itself beyond 20, as PyTorch's.
  case softplus
  /// `−ln(1 + e⁻ˣ)`.
  case logSigmoid
  /// `sin x`; NaN beyond a million.
  case sin
  /// `cos x`; NaN beyond a million.
  case cos
}

/// The elementwise functions of two tensors.
public enum Binary: String, CaseIterable, Sendable {
  /// `x + y`.
  case add
  /// `x − y`.
  case subtract
  /// `x · y`.
  case multiply
  /// `x / y`.
  case divide
  /// `y` where `x > 0`, else 0: the pullback of `relu`.
  case gate
  /// `y` where `x > 0`, `−y` where `x < 0`, else 0: the pullback of `abs`.
  case signed
  /// The larger one; the gradient of equal ones is shared in halves.
  case maximum
  /// The smaller one; the gradient of equal ones is shared in halves.
  case minimum
  /// `max(x, y)` as a limit from below: where it is reached, no gradient passes to `x`.
  case atLeast
  /// `min(x, y)` as a limit from above: where it is reached, no gradient passes to `x`.
  case atMost
  /// 1 where `x = y`, else 0; no gradient passes.
  case equals
  /// `xʸ`, within about `|y ln x|` units in the last place; the derivative by `y` is 0 where `x ≤ 0`.
  case power
}
