extension Tensor {
  /// A layer of rectified units within a trace.
  public struct HiddenUnits: Sendable {
    /// The number of units.
    public let count: Int
    /// How many of them are 0 for every row of the batch: a scalar of the trace.
    public let dead: Tensor
  }

  /// The layers of units `max(x, 0)` that matrix products of the values' traces use, inputs before
  /// their users.
  ///
  /// - Note: Edge cases: what a hinge, a leaky unit or an exponential-linear one computes with the
  ///   same function is left out, since its gradient does not die with it.
  public static func hiddenUnits(of values: [Tensor]) -> [HiddenUnits] {
    let order = Node.order(values.map(\.node))
    let products = order.filter { $0.primitive == .matmul }
    let hidden = Set(Node.order(products))
    let leaks = Set(
      order.filter { $0.primitive == .binary(.subtract) && $0.inputs[1].primitive == .unary(.relu) }
        .filter { $0.inputs[1].inputs[0] == $0.inputs[0] }.map { $0.inputs[1] })
    return order.filter {
      $0.primitive == .unary(.relu) && hidden.contains($0) && !leaks.contains($0)
        && !$0.shape.isEmpty
    }.map { HiddenUnits(Tensor($0)) }
  }
}

extension Tensor.HiddenUnits {
  /// The units of the last axis.
  fileprivate init(_ units: Tensor) {
    count = units.shape[units.shape.count - 1]
    let rows = Array(units.shape.indices.dropLast())
    let top = Tensor.fitting(try .largest(units, axes: rows))
    dead = Tensor.fitting(try .total(try .apply(.equals, top, Tensor(0))))
  }
}
