/// Finds the operation of a trace at which numbers stop being finite.
///
/// Every value on the way is looked at (`Σ 0·x` is 0 where all of `x` are finite), and then every
/// derivative, from the objective back to the parameters.
public struct NonFiniteSearch<Number: LaneNumber> {
  private let value: Tensor
  private let parameters: [(name: String, parameter: Parameter)]

  /// Searches the trace of a value of one element.
  public init(_ value: Tensor, parameters: [(name: String, parameter: Parameter)]) {
    (self.value, self.parameters) = (value, parameters)
  }

  /// An operation that makes something infinite or NaN out of finite numbers.
  public struct Culprit: Hashable, Sendable {
    /// Its name, for instance `log` or `matmul`; of a leaf, what it is: `data features`.
    public let operation: String
    /// The smallest and the largest element of each of its operands; none for a leaf.
    public let operands: [ClosedRange<Double>]
    /// Whether its value is finite and its derivative is not.
    public let isDerivative: Bool
  }

  /// The first such operation, inputs before their users; derivatives from the value back.
  ///
  /// - Parameters:
  ///   - point: The parameters, `n` of them.
  ///   - data: The batch.
  /// - Returns: `nil` where all is finite.
  public func culprit(at point: [Double], data: [(name: String, values: [Double])]) -> Culprit? {
    let order = Node.order([value.node])
    let isSound = numbers(order.map(\.poison), point, data).map { $0 == 0 }
    if let k = isSound.firstIndex(of: false) {
      return Culprit(
        operation: order[k].title, operands: operands(of: order[k], point, data),
        isDerivative: false)
    }
    return derivative(order, point, data).map {
      Culprit(operation: $0.title, operands: operands(of: $0, point, data), isDerivative: true)
    }
  }

  /// The first derivative that is not finite, from the value back.
  private func derivative(
    _ order: [Node], _ point: [Double], _ data: [(name: String, values: [Double])]
  ) -> Node? {
    let seed = Node.constant(1).broadcast(to: value.shape)
    let cotangents = Gradient.cotangents(of: [(root: value.node, seed: seed)]).all
    let reached = order.filter { cotangents[$0] != nil }
    let found = numbers(reached.map { (cotangents[$0] ?? seed).poison }, point, data)
    let broken = Set(zip(reached, found).filter { $1 != 0 }.map(\.0))
    return reached.last { node in
      !broken.contains(node) && node.inputs.contains(where: broken.contains)
    }
  }

  /// The smallest and the largest element of each input of a node.
  private func operands(
    of node: Node, _ point: [Double], _ data: [(name: String, values: [Double])]
  ) -> [ClosedRange<Double>] {
    let ends = node.inputs.map(Tensor.init).flatMap { [min($0), max($0)] }
    let found = numbers(ends, point, data)
    return stride(from: 0, to: found.count, by: 2).compactMap { k in
      found[k] <= found[k + 1] ? found[k]...found[k + 1] : nil
    }
  }

  /// Computes scalars of the trace.
  private func numbers(
    _ scalars: [Tensor], _ point: [Double], _ data: [(name: String, values: [Double])]
  ) -> [Double] {
    guard !scalars.isEmpty else { return [] }
    let program = Program(
      values: scalars, parameters: parameters, gradients: .none, dropout: false)
    let lanes = Lanes<Number>(program, width: .one)
    lanes.setParameters(point, lane: 0)
    for part in data { lanes.setData(part.name, part.values, lane: 0) }
    flushingSubnormals { lanes.forward() }
    return scalars.indices.map { lanes.value($0, lane: 0) }
  }
}

extension Node {
  /// The operation by its name, a leaf by what it is.
  fileprivate var title: String {
    switch primitive {
    case .constant(let value): "constant \(value)"
    case .constants: "constants"
    case .input(.data(let name)): "data \(name)"
    case .input: "input"
    case .parameter, .parameters: "initial parameters"
    case .unary(let function): function.rawValue
    case .binary(let function): function.rawValue
    case .matmul: "matmul"
    case .sum: "sum"
    case .largest: "max"
    case .transpose, .reshape, .broadcast, .slice, .concatenate, .detach: "rearrangement"
    }
  }

  /// A scalar that is 0 where every element is finite, else NaN.
  fileprivate var poison: Tensor {
    Tensor.fitting(try .total(Tensor(self) * 0))
  }
}
