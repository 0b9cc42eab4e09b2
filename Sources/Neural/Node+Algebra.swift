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

  static func largest(_ a: Node, _ b: Node) -> Node { elementwise(.maximum, a, b) }
  /// 1 where both are equal, else 0.
  static func equals(_ a: Node, _ b: Node) -> Node { elementwise(.equals, a, b) }
  static func power(_ a: Node, _ b: Node) -> Node { elementwise(.power, a, b) }
  /// `b` where `a` is positive, else 0.
  static func gate(_ a: Node, _ b: Node) -> Node { elementwise(.gate, a, b) }

  static func matmul(_ a: Node, _ b: Node) -> Node {
    Node(.matmul, [a, b], shape: [a.shape[0], b.shape[1]])
  }

  var transposed: Node {
    primitive == .transpose ? inputs[0] : Node(.transpose, [self], shape: [shape[1], shape[0]])
  }

  func reshaped(_ shape: [Int]) -> Node {
    shape == self.shape ? self : Node(.reshape, [self], shape: shape)
  }

  /// Neighbors along an axis.
  func slice(axis: Int, _ range: Range<Int>) -> Node {
    var part = shape
    part[axis] = range.count
    return Node(.slice(axis: axis, from: range.lowerBound), [self], shape: part)
  }

  /// The same elements within zeros, along an axis of a length.
  func padded(axis: Int, from start: Int, length: Int) -> Node {
    func zeros(_ count: Int) -> [Node] {
      var part = shape
      part[axis] = count
      return count == 0 ? [] : [Node.constant(0).broadcast(to: part)]
    }
    let parts = zeros(start) + [self] + zeros(length - start - shape[axis])
    var whole = shape
    whole[axis] = length
    return parts.count == 1 ? self : Node(.concatenate(axis: axis), parts, shape: whole)
  }

  /// The same elements with axes of length 1 where axes were lost.
  func keeping(_ axes: [Int], of shape: [Int]) -> Node {
    reshaped(shape.indices.map { axes.contains($0) ? 1 : shape[$0] })
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

  /// The number of a scalar that is written as a number, with or without a sign.
  var literal: Double? {
    switch primitive {
    case .constant(let value): value
    case .unary(.negate): inputs[0].literal.map { -$0 }
    default: nil
    }
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
