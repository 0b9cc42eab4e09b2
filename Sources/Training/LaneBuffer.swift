/// Memory for a number a lane and element, released with its owner.
final class LaneBuffer<Number: BinaryFloatingPoint> {
  let start: UnsafeMutablePointer<Number>
  private let count: Int

  init(_ count: Int) {
    self.count = max(count, 1)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: self.count * MemoryLayout<Number>.stride, alignment: 64)
    start = raw.bindMemory(to: Number.self, capacity: self.count)
    start.initialize(repeating: 0, count: self.count)
  }

  deinit { start.deallocate() }

  func copy(from other: UnsafePointer<Number>) { start.update(from: other, count: count) }
}
