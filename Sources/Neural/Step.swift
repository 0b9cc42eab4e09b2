/// One operation of a program, before lanes are known: views of buffers, counted in elements.
struct Step: Sendable {
  /// A place in a buffer, and how far apart neighbors along each looped axis are.
  struct Operand: Hashable, Sendable {
    var buffer: Int
    var offset: Int
    var strides: [Int]
  }

  /// One operation of a chain.
  struct Link: Hashable, Sendable {
    /// What an operation reads.
    enum Source: Hashable, Sendable {
      case memory(Operand)
      case slot(Int)
    }

    var code: Int32
    var sources: [Source]
    /// Where the result goes; `nil` for the step's own place.
    var slot: Int?
  }

  var code: Int32
  /// The looped axes, outermost first; at most four.
  var extents: [Int]
  var out: Operand
  var a: Operand?
  var b: Operand?
  /// The number of elements summed over, and their distances.
  var length = 0
  var aStep = 0
  var bStep = 0
  /// What becomes of a product's elements before they are written, and the operand of that.
  var finish: Int32 = 0
  var c: Operand?
  /// The operations of a chain, which has no operands of its own.
  var links: [Link] = []

  var buffers: [Int] { [out.buffer] + read }
  var read: [Int] { operands.map(\.buffer) }

  /// What is read.
  var operands: [Operand] {
    [a, b, c].compactMap(\.self)
      + links.flatMap(\.sources).compactMap { source in
        if case .memory(let operand) = source { operand } else { nil }
      }
  }
}

/// A value in memory: a buffer, where it begins and the distance of neighbors along each axis.
struct View: Hashable, Sendable {
  var buffer: Int
  var offset: Int
  var strides: [Int]
  var shape: [Int]

  /// A whole buffer in row-major order.
  init(buffer: Int, offset: Int = 0, contiguous shape: [Int]) {
    (self.buffer, self.offset, self.shape) = (buffer, offset, shape)
    strides = View.rowMajor(shape)
  }

  init(buffer: Int, offset: Int, strides: [Int], shape: [Int]) {
    (self.buffer, self.offset, self.strides, self.shape) = (buffer, offset, strides, shape)
  }

  static func rowMajor(_ shape: [Int]) -> [Int] {
    var (strides, next) = (shape, 1)
    for axis in shape.indices.reversed() {
      strides[axis] = next
      next *= shape[axis]
    }
    return strides
  }

  /// The same elements repeated to a larger shape: distance 0 along repeated axes.
  func broadcast(to target: [Int]) -> View {
    let added = target.count - shape.count
    let wide = target.indices.map { axis in
      axis < added || shape[axis - added] != target[axis] ? 0 : strides[axis - added]
    }
    return View(buffer: buffer, offset: offset, strides: wide, shape: target)
  }

  /// The same elements in another shape, if no element has to move.
  func reshaped(_ target: [Int]) -> View? {
    let loops = LoopNest.collapse(shape, [strides])
    if loops.extents.isEmpty {
      return View(
        buffer: buffer, offset: offset, strides: target.map { _ in 0 }, shape: target)
    }
    guard loops.extents.count == 1 else { return nil }
    let step = loops.strides[0][0]
    return View(
      buffer: buffer, offset: offset, strides: View.rowMajor(target).map { $0 * step },
      shape: target)
  }
}
