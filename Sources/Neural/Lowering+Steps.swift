import CKernels

/// Views to steps.
extension Lowering {
  mutating func copy(_ view: View, into out: View) {
    elementwise(Int32(POISE_COPY), out, view, nil)
  }

  mutating func elementwise(_ code: Int32, _ out: View, _ a: View, _ b: View?) {
    loop(over: [out, a] + (b.map { [$0] } ?? [])) { extents, operands in
      Step(
        code: code, extents: extents, out: operands[0], a: operands[1],
        b: operands.count > 2 ? operands[2] : nil)
    }
  }

  /// Makes the operations of a chain in one pass.
  mutating func link(_ links: [Chain.Link], _ inputs: [View], into out: View) {
    let slots = Self.slots(links)
    loop(over: [out] + inputs) { extents, operands in
      let linked = links.enumerated().map { i, link in
        Step.Link(
          code: link.code,
          sources: link.sources.map { source in
            switch source {
            case .input(let input): .memory(operands[1 + input])
            case .link(let earlier): .slot(slots[earlier])
            }
          }, slot: i == links.count - 1 ? nil : slots[i])
      }
      return Step(
        code: Int32(POISE_CHAIN), extents: extents, out: operands[0], length: links.count,
        links: linked)
    }
  }

  /// A slot for the result of each link, free again after its last use.
  private static func slots(_ links: [Chain.Link]) -> [Int] {
    var (slots, busyUntil) = ([Int](), [Int]())
    for i in links.indices {
      let last = links.lastIndex { $0.sources.contains(.link(i)) } ?? i
      // The operands of a link are still in use when its result is written.
      let slot = busyUntil.firstIndex { $0 < i } ?? busyUntil.count
      if slot == busyUntil.count { busyUntil.append(last) } else { busyUntil[slot] = last }
      slots.append(slot)
    }
    return slots
  }

  /// Appends a step that goes through all elements of views of one shape.
  private mutating func loop(
    over views: [View], _ step: (_ extents: [Int], _ operands: [Step.Operand]) -> Step
  ) {
    let loops = LoopNest.collapse(views[0].shape, views.map(\.strides))
    // More than four axes are left: the outer ones are unrolled into steps of their own.
    forEachIndex(Array(loops.extents.dropLast(4))) { index in
      let operands = zip(views, loops.strides).map { view, strides in
        let outer = zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }
        return Step.Operand(
          buffer: view.buffer, offset: view.offset + outer, strides: Array(strides.suffix(4)))
      }
      append(step(Array(loops.extents.suffix(4)), operands))
    }
  }

  /// Multiplies matrices, and finishes every element with that of `c`, of the result's shape.
  mutating func multiply(
    _ a: View, _ b: View, into out: View, finish: Int32 = 0, _ c: View? = nil
  ) {
    append(
      Step(
        code: Int32(POISE_MATMUL), extents: out.shape,
        out: Step.Operand(buffer: out.buffer, offset: out.offset, strides: out.strides),
        a: Step.Operand(buffer: a.buffer, offset: a.offset, strides: [a.strides[0], 0]),
        b: Step.Operand(buffer: b.buffer, offset: b.offset, strides: [0, b.strides[1]]),
        length: a.shape[1], aStep: a.strides[1], bStep: b.strides[0], finish: finish,
        c: c.map { Step.Operand(buffer: $0.buffer, offset: $0.offset, strides: $0.strides) }))
  }

  /// Sums, or takes the largest, over axes.
  mutating func reduce(_ code: Int32, _ a: View, axes: [Int], into out: View) {
    let kept = a.shape.indices.filter { !axes.contains($0) }
    let reduced = LoopNest.collapse(axes.map { a.shape[$0] }, [axes.map { a.strides[$0] }])
    var loops = LoopNest.collapse(
      kept.map { a.shape[$0] }, [out.strides, kept.map { a.strides[$0] }])
    let endsInNeighbors = loops.strides.allSatisfy { $0.last == 1 }
    if !endsInNeighbors { loops = (loops.extents + [1], loops.strides.map { $0 + [1] }) }
    guard reduced.extents.count <= 1, loops.extents.count <= 4 else {
      // Bring the summed axes to the end, one after the other.
      let moved = View(
        buffer: a.buffer, offset: a.offset, strides: (kept + axes).map { a.strides[$0] },
        shape: (kept + axes).map { a.shape[$0] })
      let lined = contiguous(moved)
      let length = axes.reduce(1) { $0 * a.shape[$1] }
      let flat = View(buffer: lined.buffer, contiguous: [out.shape.reduce(1, *), length])
      let target = View(buffer: out.buffer, offset: out.offset, contiguous: [flat.shape[0]])
      return reduce(code, flat, axes: [1], into: target)
    }
    append(
      Step(
        code: code, extents: loops.extents,
        out: Step.Operand(buffer: out.buffer, offset: out.offset, strides: loops.strides[0]),
        a: Step.Operand(buffer: a.buffer, offset: a.offset, strides: loops.strides[1]),
        length: reduced.extents.first ?? 1, aStep: reduced.strides[0].first ?? 0))
  }

  private func forEachIndex(_ extents: [Int], _ body: ([Int]) -> Void) {
    var index = extents.map { _ in 0 }
    while true {
      body(index)
      guard let axis = extents.indices.last(where: { index[$0] + 1 < extents[$0] }) else { return }
      index[axis] += 1
      for later in extents.indices where later > axis { index[later] = 0 }
    }
  }
}
