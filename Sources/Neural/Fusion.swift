import CKernels

/// What is computed together: products that are finished before they are written, those whose result
/// goes only through an addition, a rectifier or a gate,
///
///     relu(a b + c),   a b + c,   relu(a b),   gate(c, a b)
///
/// and chains of elementwise operations.
///
/// Every element is computed by the same operations in the same order as without it.
struct Fusion {
  /// What becomes of a product.
  struct Finish {
    let product: Node
    /// What is added, or what opens the gate.
    let operand: Node?
    let bits: Int32
  }

  /// By the node whose value is written.
  private(set) var finishes: [Node: Finish] = [:]
  /// By the node whose value is written.
  private(set) var chains: [Node: Chain] = [:]
  /// The nodes in between, which are never written.
  private(set) var absorbed: Set<Node> = []

  /// Looks for both in what the roots depend on.
  init(_ roots: [Node]) {
    let order = Node.order(roots)
    var uses: [Node: Int] = [:]
    for node in roots + order.flatMap(\.inputs) { uses[node, default: 0] += 1 }
    // From the roots down, so that a rectifier takes the addition before it along.
    for node in order.reversed() where !absorbed.contains(node) {
      guard let (finish, between) = Self.finish(of: node, uses) else { continue }
      finishes[node] = finish
      absorbed.formUnion(between)
    }
    findChains(order, uses)
  }

  private mutating func findChains(_ order: [Node], _ uses: [Node: Int]) {
    let places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    let varying = Self.varying(order)
    func isFree(_ node: Node) -> Bool {
      varying.contains(node) && finishes[node] == nil && !absorbed.contains(node)
    }
    for node in order.reversed() where node.elementwiseCode != nil && isFree(node) {
      let members = Chain.members(of: node, uses: uses, where: isFree)
      guard members.count > 1 else { continue }
      chains[node] = Chain(members.sorted { places[$0, default: 0] < places[$1, default: 0] })
      absorbed.formUnion(members.dropFirst())
    }
  }

  /// The nodes that depend on more than constants.
  private static func varying(_ order: [Node]) -> Set<Node> {
    order.reduce(into: []) { varying, node in
      switch node.primitive {
      case .input, .parameter, .parameters: varying.insert(node)
      default: if node.inputs.contains(where: varying.contains) { varying.insert(node) }
      }
    }
  }

  private static func finish(of node: Node, _ uses: [Node: Int]) -> (Finish, [Node])? {
    switch node.primitive {
    case .unary(.relu):
      let input = node.inputs[0]
      guard uses[input] == 1 else { return nil }
      if input.primitive == .matmul {
        return (Finish(product: input, operand: nil, bits: Int32(POISE_RECTIFY)), [input])
      }
      guard let (sum, between) = finish(of: input, uses), sum.bits == Int32(POISE_PLUS) else {
        return nil
      }
      let bits = Int32(POISE_PLUS | POISE_RECTIFY)
      return (Finish(product: sum.product, operand: sum.operand, bits: bits), between + [input])
    case .binary(.add):
      for (i, input) in node.inputs.enumerated() where isOpen(input, to: node, uses) {
        let operand = node.inputs[1 - i]
        return (Finish(product: input, operand: operand, bits: Int32(POISE_PLUS)), [input])
      }
      return nil
    case .binary(.gate):
      guard isOpen(node.inputs[1], to: node, uses) else { return nil }
      let finish = Finish(
        product: node.inputs[1], operand: node.inputs[0], bits: Int32(POISE_GATED))
      return (finish, [finish.product])
    default: return nil
    }
  }

  /// Whether a product is wanted by this node alone, element by element.
  private static func isOpen(_ product: Node, to node: Node, _ uses: [Node: Int]) -> Bool {
    product.primitive == .matmul && uses[product] == 1 && product.shape == node.shape
  }
}
