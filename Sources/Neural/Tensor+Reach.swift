extension Tensor {
  /// Whether the value depends, through operations that gradients pass, on any of the parameters.
  public func isReached(byAnyOf parameters: [Parameter]) -> Bool {
    !reaching(parameters).isEmpty
  }

  /// Those of the parameters that the value so depends on.
  public func reaching(_ parameters: [Parameter]) -> Set<Parameter> {
    Node.leaves(of: node).intersection(parameters)
  }
}

extension Tensor {
  /// The shared representation of several values: the last tensor of their trace that every path
  /// from a parameter which all of them depend on to one of them goes through.
  ///
  /// - Returns: `nil` where there is none: no parameter is shared, or a value depends on shared
  ///   parameters by a path of its own.
  public static func sharedRepresentation(of values: [Tensor]) -> Tensor? {
    let reached = values.map { Node.leaves(of: $0.node) }
    guard let first = reached.first else { return nil }
    let shared = reached.dropFirst().reduce(first) { $0.intersection($1) }
    let order = Node.order(values.map(\.node), alongGradients: true)
    // The paths from shared parameters, cut at a tensor, must reach none of the values.
    func isPassed(by cut: Node) -> Bool {
      var open: Set<Node> = []
      for node in order where node != cut {
        if node.isLeaf(of: shared) || node.passingInputs.contains(where: open.contains) {
          open.insert(node)
        }
      }
      return values.allSatisfy { !open.contains($0.node) }
    }
    let found = order.last { node in
      !node.inputs.isEmpty && !Node.leaves(of: node).isDisjoint(with: shared) && isPassed(by: node)
    }
    return found.map(Tensor.init)
  }
}

extension Node {
  /// The inputs that a gradient passes to.
  var passingInputs: [Node] {
    switch primitive {
    case .detach, .binary(.equals): []
    case .binary(.gate), .binary(.signed): [inputs[1]]
    default: inputs
    }
  }

  /// The parameters that a node depends on.
  fileprivate static func leaves(of root: Node) -> Set<Parameter> {
    var found: Set<Parameter> = []
    for node in order([root], alongGradients: true) {
      switch node.primitive {
      case .parameter(let parameter): found.insert(parameter)
      case .parameters(let several): found.formUnion(several)
      default: break
      }
    }
    return found
  }

  /// Whether the node is one of the given parameters, or several of which one is.
  fileprivate func isLeaf(of parameters: Set<Parameter>) -> Bool {
    switch primitive {
    case .parameter(let parameter): parameters.contains(parameter)
    case .parameters(let several): several.contains(where: parameters.contains)
    default: false
    }
  }

  /// All nodes that the roots depend on, each once, inputs before their users.
  ///
  /// - Parameter alongGradients: Whether to leave out what no gradient passes to.
  static func order(_ roots: [Node], alongGradients: Bool = false) -> [Node] {
    var (ordered, seen) = ([Node](), Set<Node>())
    for root in roots {
      var stack = [(node: root, next: 0)]
      if !seen.insert(root).inserted { continue }
      while let top = stack.last {
        let inputs = alongGradients ? top.node.passingInputs : top.node.inputs
        if top.next < inputs.count {
          stack[stack.count - 1].next += 1
          let input = inputs[top.next]
          if seen.insert(input).inserted { stack.append((input, 0)) }
        } else {
          ordered.append(top.node)
          stack.removeLast()
        }
      }
    }
    return ordered
  }
}
