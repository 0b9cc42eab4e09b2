/// Elementwise operations that are made in one pass: what one hands to another is never written to
/// memory.
///
/// Every element is computed by the same operations in the same order as without it.
struct Chain {
  /// Where an operand comes from.
  enum Source: Hashable {
    /// A value that is computed elsewhere.
    case input(Int)
    /// The result of an earlier link.
    case link(Int)
  }

  /// One operation.
  struct Link: Hashable {
    let code: Int32
    let sources: [Source]
  }

  /// The values that are read, each once.
  private(set) var inputs: [Node] = []
  /// The operations, inputs before their users; the last is the chain's result.
  private(set) var links: [Link] = []

  /// At most as many links: each but the last may need a slot of its own.
  static let longest = 9

  /// Lists the members of a chain, inputs before their users.
  init(_ members: [Node]) {
    var places: [Node: Source] = [:]
    for node in members {
      let sources = node.inputs.map { input -> Source in
        if let known = places[input] { return known }
        inputs.append(input)
        places[input] = .input(inputs.count - 1)
        return .input(inputs.count - 1)
      }
      guard let code = node.elementwiseCode else { continue }
      places[node] = .link(links.count)
      links.append(Link(code: code, sources: sources))
    }
  }

  /// The operations that can be made on the way to `root`: of its shape, wanted by it or by others
  /// of these alone, and no constants, which are computed once. They are listed in any order.
  static func members(of root: Node, uses: [Node: Int], where isFree: (Node) -> Bool) -> [Node] {
    var members = [root]
    var wanted: [Node: Int] = [:]
    var next = 0
    while next < members.count {
      for input in members[next].inputs {
        wanted[input, default: 0] += 1
        guard wanted[input] == uses[input], members.count < longest, isFree(input),
          input.elementwiseCode != nil, input.shape == root.shape
        else { continue }
        members.append(input)
      }
      next += 1
    }
    return members
  }
}

extension Node {
  /// The instruction of an operation element by element; `nil` for any other.
  var elementwiseCode: Int32? {
    switch primitive {
    case .unary(let function): function.code
    case .binary(let function): function.code
    default: nil
    }
  }
}
