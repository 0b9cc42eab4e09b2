import CKernels

/// Views to steps.
extension Lowering {
  mutating func copy(_ view: View, into out: View) {
    elementwise(Int32(POISE_COPY), out, view, nil)
  }

  mutating func elementwise(_ code: Int32, _ out: View, _ a: View, _ b: View?) {
    let strides = [out.strides, a.strides] + (b.map { [$0.strides] } ?? [])
    let loops = LoopNest.collapse(out.shape, strides)
    let inner = Array(loops.extents.suffix(4))
    // More than four axes are left: the outer ones are unrolled into steps of their own.
    forEachIndex(Array(loops.extents.dropLast(4))) { index in
      func operand(_ view: View, _ i: Int) -> Step.Operand {
        let outer = zip(index, loops.strides[i]).reduce(0) { $0 + $1.0 * $1.1 }
        return Step.Operand(
          buffer: view.buffer, offset: view.offset + outer,
          strides: Array(loops.strides[i].suffix(4)))
      }
      append(
        Step(
          code: code, extents: inner, out: operand(out, 0), a: operand(a, 1),
          b: b.map { operand($0, 2) }))
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
