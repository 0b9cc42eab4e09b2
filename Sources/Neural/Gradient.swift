/// Reverse-mode differentiation: from a trace of values to a trace of their gradients.
enum Gradient {
  /// The cotangents of parameter leaves for seeds given at the roots.
  ///
  /// - Parameter seeds: Pairs of a root and the cotangent it starts with, of the root's shape.
  /// - Returns: One node for each parameter, of shape `[parameter.count]`; nothing for a parameter
  ///   that no root reaches.
  static func of(
    _ seeds: [(root: Node, seed: Node)], by layout: ParameterLayout
  ) -> [Parameter: Node] {
    collect(cotangents(of: seeds).leaves, layout)
  }

  /// The cotangent of a value of the trace for seeds given at the roots; `nil` where no root
  /// depends on it through parameters.
  static func of(_ seeds: [(root: Node, seed: Node)], by node: Node) -> Node? {
    cotangents(of: seeds).all[node]
  }

  /// The cotangents of all values, and of the parameters in the order in which they are reached.
  static func cotangents(
    of seeds: [(root: Node, seed: Node)]
  ) -> (all: [Node: Node], leaves: [(node: Node, cotangent: Node)]) {
    let order = Node.order(seeds.map(\.root))
    let active = reachingParameters(order)
    var cotangents: [Node: Node] = [:]
    for (root, seed) in seeds where active.contains(root) { add(seed, to: root, in: &cotangents) }
    var leaves: [(node: Node, cotangent: Node)] = []
    for node in order.reversed() {
      guard let cotangent = cotangents[node] else { continue }
      switch node.primitive {
      case .parameter, .parameters: leaves.append((node, cotangent))
      default:
        for (input, part) in zip(node.inputs, node.pullback(cotangent, wanted: active)) {
          if let part { add(part, to: input, in: &cotangents) }
        }
      }
    }
    return (cotangents, leaves)
  }

  private static func add(_ part: Node, to node: Node, in cotangents: inout [Node: Node]) {
    cotangents[node] = cotangents[node].map { $0 + part } ?? part
  }

  /// The nodes that depend on a parameter.
  private static func reachingParameters(_ order: [Node]) -> Set<Node> {
    var active: Set<Node> = []
    for node in order {
      switch node.primitive {
      case .parameter, .parameters: active.insert(node)
      default: if node.passingInputs.contains(where: active.contains) { active.insert(node) }
      }
    }
    return active
  }

  /// Sums what reached each parameter, in the order of the trace.
  private static func collect(
    _ leaves: [(node: Node, cotangent: Node)], _ layout: ParameterLayout
  ) -> [Parameter: Node] {
    var total: [Parameter: Node] = [:]
    for (leaf, cotangent) in leaves {
      switch leaf.primitive {
      case .parameter(let parameter) where layout.offset(of: parameter) != nil:
        let flat = cotangent.reshaped([parameter.count])
        total[parameter] = total[parameter].map { $0 + flat } ?? flat
      case .parameters(let several):
        var start = 0
        for parameter in several {
          let part = cotangent.slice(axis: 0, start..<start + parameter.count)
          total[parameter] = total[parameter].map { $0 + part } ?? part
          start += parameter.count
        }
      default: break
      }
    }
    return total
  }
}

extension Node {
  /// The cotangents of the inputs, given that of the output; nothing for inputs not `wanted`.
  func pullback(_ g: Node, wanted: Set<Node>) -> [Node?] {
    func needs(_ i: Int) -> Bool { wanted.contains(inputs[i]) }
    switch primitive {
    case .constant, .constants, .input, .parameter, .parameters: return []
    case .detach: return [nil]
    case .unary(let function): return [unaryPullback(function, inputs[0], g)]
    case .binary(let function):
      return (0..<2).map { i in
        needs(i) ? binaryPullback(function, g, side: i).summed(toShape: inputs[i].shape) : nil
      }
    case .matmul:
      return [
        needs(0) ? Node.matmul(g, inputs[1].transposed) : nil,
        needs(1) ? Node.matmul(inputs[0].transposed, g) : nil,
      ]
    // A product is made the other way round: turned afterwards, it would have to be copied.
    case .transpose where g.primitive == .matmul:
      return [Node.matmul(g.inputs[1].transposed, g.inputs[0].transposed)]
    case .transpose: return [g.transposed]
    case .sum(let axes):
      return [g.keeping(axes, of: inputs[0].shape).broadcast(to: inputs[0].shape)]
    case .largest(let axes):
      let (x, shape) = (inputs[0], inputs[0].shape)
      let hits = Node.equals(x, keeping(axes, of: shape))
      let count = Node(.sum(axes: axes), [hits], shape: self.shape)
      return [hits * (g / count).keeping(axes, of: shape)]
    case .reshape: return [g.reshaped(inputs[0].shape)]
    case .broadcast: return [g.summed(toShape: inputs[0].shape)]
    case .slice(let axis, let start):
      return [g.padded(axis: axis, from: start, length: inputs[0].shape[axis])]
    case .concatenate(let axis):
      var start = 0
      return inputs.indices.map { i in
        defer { start += inputs[i].shape[axis] }
        return needs(i) ? g.slice(axis: axis, start..<start + inputs[i].shape[axis]) : nil
      }
    }
  }

  private func unaryPullback(_ function: Unary, _ x: Node, _ g: Node) -> Node {
    switch function {
    case .negate: -g
    case .square: Node.constant(2) * x * g
    case .sqrt: Node.constant(0.5) * g / self
    case .exp: g * self
    case .log: g / x
    case .abs: Node(.binary(.signed), [x, g], shape: shape)
    // Its result is positive where its argument is: the argument need not be kept.
    case .relu: Node.gate(self, g)
    case .tanh: g * (Node.constant(1) - self * self)
    case .sigmoid: g * (Node.constant(1) - self) * self
    case .expm1: g * Node(.unary(.exp), [x], shape: shape)
    case .log1p: g / (Node.constant(1) + x)
    case .erf:
      g * (Node.constant(1.1283791670955126) * Node(.unary(.exp), [-(x * x)], shape: shape))
    // Beyond the threshold, and only there, it is its argument.
    case .softplus:
      g * Node.largest(Node(.unary(.sigmoid), [x], shape: shape), Node.equals(x, self))
    case .sin: g * Node(.unary(.cos), [x], shape: shape)
    case .cos: -(g * Node(.unary(.sin), [x], shape: shape))
    case .logSigmoid: g * Node(.unary(.sigmoid), [-x], shape: shape)
    }
  }

  /// The pullback before it is summed to the shape of the input.
  private func binaryPullback(_ function: Binary, _ g: Node, side: Int) -> Node {
    let (x, y) = (inputs[0], inputs[1])
    switch (function, side) {
    case (.add, _): return g
    case (.subtract, 0): return g
    case (.subtract, _): return -g
    case (.multiply, 0): return g * y
    case (.multiply, _): return g * x
    case (.divide, 0): return g / y
    case (.divide, _): return -(g * (x / y / y))
    case (.gate, 1): return Node.gate(x, g)
    case (.signed, 1): return Node(.binary(.signed), [x, g], shape: g.shape)
    case (.maximum, _), (.minimum, _):
      let hits = [Node.equals(self, x), Node.equals(self, y)]
      return g * (hits[side] / (hits[0] + hits[1]))
    case (.atLeast, 0), (.atMost, 0): return g * (Node.constant(1) - Node.equals(self, y))
    case (.atLeast, _), (.atMost, _): return g * Node.equals(self, y)
    // Where the exponent is 0, so is the derivative, whatever the base.
    case (.power, 0): return g * Node.gate(y * y, y * Node.power(x, y - Node.constant(1)))
    case (.power, _):
      return g * Node.gate(x, self * Node(.unary(.log), [x], shape: x.shape))
    case (.gate, _), (.signed, _), (.equals, _):
      return Node.constant(0).broadcast(to: g.shape)
    }
  }
}
