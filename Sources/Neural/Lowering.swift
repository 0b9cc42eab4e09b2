import CKernels

/// Turns nodes into steps on buffers. Transposing, reshaping, broadcasting and slicing move
/// nothing: they are views.
struct Lowering {
  /// The buffers that live for ever, in this order.
  enum Fixed: Int, CaseIterable {
    case parameters, gradients, values, weights, constants, representation
  }

  /// A buffer that is filled at random before each step.
  struct Mask: Sendable {
    let buffer: Int
    let count: Int
    let probability: Double
  }

  let layout: ParameterLayout
  private(set) var steps: [Step] = []
  private(set) var inputs: [(name: String, count: Int)] = []
  /// The buffer of each input, in the order of ``inputs``.
  private(set) var inputBuffers: [Int] = []
  private(set) var constants: [Double] = []
  /// The dropout masks, in the order in which the values use them.
  private(set) var masks: [Mask] = []
  private let drawsMasks: Bool
  private var sizes: [Int]
  private var isPermanent: [Bool]
  private var views: [Node: View] = [:]
  private let fusion: Fusion

  init(
    layout: ParameterLayout, values m: Int, gradients: Program.Gradients, representation: Int,
    drawsMasks: Bool, fusion: Fusion
  ) {
    (self.layout, self.drawsMasks, self.fusion) = (layout, drawsMasks, fusion)
    let rows = gradients == .each ? m : gradients == .combined ? 1 : 0
    sizes = [layout.count, rows * layout.count, m, m, 0, m * representation]
    isPermanent = sizes.map { _ in true }
  }

  /// Computes a value of one element into its place.
  mutating func storeValue(_ node: Node, index: Int) {
    let place = View(buffer: Fixed.values.rawValue, offset: index, contiguous: [])
    store(node.reshaped([]), into: place)
  }

  /// Computes a gradient into a row; parameters without one keep the zero they start with.
  mutating func storeGradient(_ gradient: [Parameter: Node], row: Int) {
    for (_, parameter) in layout.named {
      guard let node = gradient[parameter], let offset = layout.offset(of: parameter) else {
        continue
      }
      let place = View(
        buffer: Fixed.gradients.rawValue, offset: row * layout.count + offset,
        contiguous: [parameter.count])
      store(node, into: place)
    }
  }

  /// Computes a gradient by the representation into its row; none keeps the zeros it starts with.
  mutating func storeRepresentation(_ gradient: Node?, row: Int) {
    guard let gradient else { return }
    let place = View(
      buffer: Fixed.representation.rawValue, offset: row * gradient.count,
      contiguous: [gradient.count])
    store(gradient, into: place)
  }

  /// Takes out the steps that depend on constants alone: what they compute stays for ever.
  mutating func takeInvariantSteps(forward count: inout Int) -> [Step] {
    var varies = Set(sizes.indices.filter { isPermanent[$0] })
    varies.remove(Fixed.constants.rawValue)
    let isInvariant = steps.map { step in
      let depends = step.read.contains(where: varies.contains)
      if depends { varies.insert(step.out.buffer) }
      return !depends
    }
    let invariant = zip(steps, isInvariant).filter(\.1).map(\.0)
    count -= isInvariant.prefix(count).count { $0 }
    steps = zip(steps, isInvariant).filter { !$0.1 }.map(\.0)
    for step in invariant { isPermanent[step.out.buffer] = true }
    return invariant
  }

  /// Where all buffers stand.
  func plan() -> MemoryPlan {
    var lifetimes: [ClosedRange<Int>?] = sizes.map { _ in nil }
    for (i, step) in steps.enumerated() {
      for buffer in step.buffers where !isPermanent[buffer] {
        lifetimes[buffer] = (lifetimes[buffer]?.lowerBound ?? i)...i
      }
    }
    var final = sizes
    final[Fixed.constants.rawValue] = constants.count
    return MemoryPlan(sizes: final, lifetimes: lifetimes)
  }

  // MARK: Nodes to views

  private mutating func store(_ node: Node, into place: View) {
    let target = View(
      buffer: place.buffer, offset: place.offset, strides: View.rowMajor(node.shape),
      shape: node.shape)
    if views[node] == nil, let source = node.movable {
      // A node that only reshapes what is computed here lets the computation write in place.
      for input in Node.order([source]).dropLast() where !fusion.absorbed.contains(input) {
        _ = view(of: input)
      }
      if views[source] == nil {
        let direct = View(
          buffer: place.buffer, offset: place.offset, strides: View.rowMajor(source.shape),
          shape: source.shape)
        compute(source, into: direct)
        views[source] = direct
        return
      }
    }
    copy(view(of: node), into: target)
  }

  private mutating func view(of root: Node) -> View {
    for node in Node.order([root]) where views[node] == nil && !fusion.absorbed.contains(node) {
      views[node] = makeView(of: node)
    }
    guard let view = views[root] else { preconditionFailure("a node without a place") }
    return view
  }

  private mutating func makeView(of node: Node) -> View {
    let inputs = node.inputs.compactMap { views[$0] }
    switch node.primitive {
    case .constant(let value): return constant(value)
    case .constants(let values):
      constants += values
      return View(
        buffer: Fixed.constants.rawValue, offset: constants.count - values.count,
        contiguous: node.shape)
    case .input(let input): return place(of: input, shape: node.shape)
    case .parameter(let parameter): return place(of: [parameter], shape: node.shape)
    case .parameters(let several): return place(of: several, shape: node.shape)
    case .transpose:
      return View(
        buffer: inputs[0].buffer, offset: inputs[0].offset, strides: inputs[0].strides.reversed(),
        shape: node.shape)
    case .broadcast: return inputs[0].broadcast(to: node.shape)
    case .slice(let axis, let start):
      return View(
        buffer: inputs[0].buffer, offset: inputs[0].offset + start * inputs[0].strides[axis],
        strides: inputs[0].strides, shape: node.shape)
    case .detach: return inputs[0]
    case .reshape:
      return inputs[0].reshaped(node.shape)
        ?? View(buffer: contiguous(inputs[0]).buffer, contiguous: node.shape)
    case .unary, .binary, .matmul, .sum, .largest, .concatenate:
      let out = View(buffer: allocate(node.count), contiguous: node.shape)
      compute(node, into: out)
      return out
    }
  }

  private mutating func compute(_ node: Node, into out: View) {
    if let finish = fusion.finishes[node] { return compute(finish, into: out) }
    if let chain = fusion.chains[node] {
      let inputs = chain.inputs.map { view(of: $0).broadcast(to: node.shape) }
      return link(chain.links, inputs, into: out)
    }
    let inputs = node.inputs.map { view(of: $0) }
    switch node.primitive {
    case .unary(let function):
      elementwise(function.code, out, inputs[0], nil)
    case .binary(let function):
      elementwise(
        function.code, out, inputs[0].broadcast(to: node.shape),
        inputs[1].broadcast(to: node.shape))
    case .matmul: multiply(inputs[0], inputs[1], into: out)
    case .sum(let axes): reduce(Int32(POISE_SUM), inputs[0], axes: axes, into: out)
    case .largest(let axes): reduce(Int32(POISE_LARGEST), inputs[0], axes: axes, into: out)
    case .concatenate(let axis):
      var start = out.offset
      for part in inputs {
        let place = View(
          buffer: out.buffer, offset: start, strides: out.strides, shape: part.shape)
        copy(part, into: place)
        start += part.shape[axis] * out.strides[axis]
      }
    default: copy(view(of: node), into: out)
    }
  }

  private mutating func compute(_ finish: Fusion.Finish, into out: View) {
    let factors = finish.product.inputs.map { view(of: $0) }
    let operand = finish.operand.map { view(of: $0).broadcast(to: out.shape) }
    multiply(factors[0], factors[1], into: out, finish: finish.bits, operand)
  }

  // MARK: Places

  mutating func append(_ step: Step) { steps.append(step) }

  private mutating func allocate(_ count: Int, permanent: Bool = false) -> Int {
    sizes.append(count)
    isPermanent.append(permanent)
    return sizes.count - 1
  }

  private mutating func constant(_ value: Double) -> View {
    let index = constants.firstIndex { $0.bitPattern == value.bitPattern } ?? constants.count
    if index == constants.count { constants.append(value) }
    return View(buffer: Fixed.constants.rawValue, offset: index, contiguous: [])
  }

  private mutating func place(of input: Input, shape: [Int]) -> View {
    switch input {
    case .weight(let i): return View(buffer: Fixed.weights.rawValue, offset: i, contiguous: shape)
    case .mask(let probability):
      guard drawsMasks else { return constant(1).broadcast(to: shape) }
      let count = shape.reduce(1, *)
      masks.append(
        Mask(buffer: allocate(count, permanent: true), count: count, probability: probability))
      return View(buffer: masks[masks.count - 1].buffer, contiguous: shape)
    case .data(let name):
      let index = inputs.firstIndex { $0.name == name } ?? inputs.count
      if index == inputs.count {
        inputs.append((name, shape.reduce(1, *)))
        inputBuffers.append(allocate(shape.reduce(1, *), permanent: true))
      }
      precondition(
        inputs[index].count == shape.reduce(1, *), "data \(name) are used in two sizes")
      return View(buffer: inputBuffers[index], contiguous: shape)
    }
  }

  private mutating func place(of parameters: [Parameter], shape: [Int]) -> View {
    let ranges = parameters.map { parameter -> Range<Int> in
      guard let range = layout.range(of: parameter) else {
        preconditionFailure("a value uses a parameter that is not the model's")
      }
      return range
    }
    let isContiguous = zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
    if isContiguous {
      return View(
        buffer: Fixed.parameters.rawValue, offset: ranges[0].lowerBound, contiguous: shape)
    }
    let gathered = View(buffer: allocate(shape.reduce(1, *)), contiguous: shape)
    var next = 0
    for range in ranges {
      copy(
        View(
          buffer: Fixed.parameters.rawValue, offset: range.lowerBound, contiguous: [range.count]),
        into: View(buffer: gathered.buffer, offset: next, contiguous: [range.count]))
      next += range.count
    }
    return gathered
  }

  mutating func contiguous(_ view: View) -> View {
    let out = View(buffer: allocate(view.shape.reduce(1, *)), contiguous: view.shape)
    copy(view, into: out)
    return out
  }
}

extension Node {
  /// The computing node whose elements this node shows in the same order, if it is one.
  fileprivate var movable: Node? {
    switch primitive {
    case .unary, .binary, .matmul, .sum, .largest, .concatenate: self
    case .reshape: inputs[0].movable
    default: nil
    }
  }
}
