extension Tensor {
  /// Values of networks that read further numbers beside their data: where data meet their first
  /// parameters in a matrix product, the numbers join them as further columns.
  ///
  ///     x W  →  [x, r] [W; V] = x W + Σₖ rₖ vₖ,   vₖ of shape `[outputs]`
  ///
  /// A matrix that meets data more than once has one `V`. The elements of `V` begin as those of `W`
  /// do; given ones as those of a layer without given ones, uniform in `±1/√inputs`.
  ///
  /// - Parameters:
  ///   - values: The values of one trace or several, which share parameters.
  ///   - inputs: The names of the numbers, which are data of shape `[]`.
  /// - Returns: The values, in the same order, and the rows of each `V` with the `W` they belong to;
  ///   none where no product of data and a parameter is found.
  public static func conditioned(
    _ values: [Tensor], on inputs: [String]
  ) -> (values: [Tensor], rows: [(matrix: Parameter, input: Int, row: Parameter)]) {
    let order = Node.order(values.map(\.node))
    var (known, sources) = ([Node: Node](), [Node: Source]())
    var rows: [Parameter: [Parameter]] = [:]
    var found: [(matrix: Parameter, input: Int, row: Parameter)] = []
    let numbers = inputs.map { Tensor.data($0, shape: []) }
    for node in order {
      sources[node] = Source(node, of: node.inputs.compactMap { sources[$0] })
      let replaced = node.replacing(node.inputs.map { known[$0] ?? $0 })
      guard let matrix = node.firstMatrix(sources) else {
        known[node] = replaced
        continue
      }
      let own = rows[matrix] ?? numbers.map { _ in matrix.row(of: node.shape[1]) }
      if rows.updateValue(own, forKey: matrix) == nil {
        found += own.enumerated().map { (matrix, $0, $1) }
      }
      known[node] = zip(numbers, own).reduce(Tensor(replaced)) { $0 + $1.0 * $1.1.tensor }.node
    }
    return (values.map { Tensor(known[$0.node] ?? $0.node) }, found)
  }
}

/// What a node is computed from.
private struct Source {
  private(set) var data = false
  private(set) var parameters = false

  init(_ node: Node, of inputs: [Source]) {
    switch node.primitive {
    case .input(.data): data = true
    case .parameter, .parameters: parameters = true
    default: break
    }
    for input in inputs {
      data = data || input.data
      parameters = parameters || input.parameters
    }
  }
}

extension Node {
  /// The same operation on other inputs; itself where they are its own.
  fileprivate func replacing(_ others: [Node]) -> Node {
    others == inputs ? self : Node(primitive, others, shape: shape)
  }

  /// The matrix by which data are multiplied here, if it is a parameter and they are data alone.
  fileprivate func firstMatrix(_ sources: [Node: Source]) -> Parameter? {
    guard primitive == .matmul, let x = sources[inputs[0]], x.data, !x.parameters else {
      return nil
    }
    var node = inputs[1]
    while node.primitive == .transpose || node.primitive == .reshape { node = node.inputs[0] }
    if case .parameter(let parameter) = node.primitive { return parameter }
    return nil
  }
}

extension Parameter {
  /// One more row of inputs for a matrix.
  fileprivate func row(of outputs: Int) -> Parameter {
    if case .values = initializer {
      let bound = 1 / (Double(count) / Double(outputs)).squareRoot()
      return Parameter([outputs], .uniform(-bound, bound), bounds: bounds)
    }
    return Parameter([outputs], initializer, bounds: bounds)
  }
}
