/// The operations with which pullbacks are written; shapes are known to fit.
extension Node {
  static func constant(_ value: Double) -> Node { Node(.constant(value), shape: []) }

  static func + (a: Node, b: Node) -> Node { elementwise(.add, a, b) }
  static func - (a: Node, b: Node) -> Node { elementwise(.subtract, a, b) }
  static func / (a: Node, b: Node) -> Node { elementwise(.divide, a, b) }
  static prefix func - (a: Node) -> Node { Node(.unary(.negate), [a], shape: a.shape) }

  /// The product; a factor of exactly 1 is dropped.
  static func * (a: Node, b: Node) -> Node {
    let shape = elementwise(.multiply, a, b).shape
    if a.isOne { return b.broadcast(to: shape) }
    if b.isOne { return a.broadcast(to: shape) }
    return elementwise(.multiply, a, b)
  }

  static func matmul(_ a: Node, _ b: Node) -> Node {
    Node(.matmul, [a, b], shape: [a.shape[0], b.shape[1]])
  }

  var transposed: Node { Node(.transpose, [self], shape: [shape[1], shape[0]]) }

  func reshaped(_ shape: [Int]) -> Node {
    shape == self.shape ? self : Node(.reshape, [self], shape: shape)
  }

  func broadcast(to shape: [Int]) -> Node {
    shape == self.shape ? self : Node(.broadcast, [self], shape: shape)
  }

  /// Sums over the axes along which `target` was broadcast to this shape.
  func summed(toShape target: [Int]) -> Node {
    guard target != shape else { return self }
    let added = shape.count - target.count
    let axes = shape.indices.filter { axis in
      axis < added || (target[axis - added] == 1 && shape[axis] != 1)
    }
    let kept = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    let sum = axes.isEmpty ? self : Node(.sum(axes: axes), [self], shape: kept)
    return sum.reshaped(target)
  }

  private static func elementwise(_ function: Binary, _ a: Node, _ b: Node) -> Node {
    Tensor.fitting(try .apply(function, Tensor(a), Tensor(b))).node
  }

  /// Whether every element is the constant 1.
  private var isOne: Bool {
    switch primitive {
    case .constant(let value): value == 1
    case .broadcast, .reshape: inputs[0].isOne
    default: false
    }
  }
}
