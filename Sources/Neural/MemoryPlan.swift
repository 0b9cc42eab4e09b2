/// Where each buffer of a program stands, in numbers of one lane.
///
/// Buffers that are never alive at the same step may share memory.
struct MemoryPlan: Sendable {
  /// Sizes are rounded up to this, so that a single lane's vectors start at even addresses.
  static let grain = 16

  private(set) var offsets: [Int] = []
  private(set) var count = 0

  /// Plans memory.
  ///
  /// - Parameters:
  ///   - sizes: The number of elements of each buffer.
  ///   - lifetimes: The steps between which a buffer's content matters; `nil` for ever.
  init(sizes: [Int], lifetimes: [ClosedRange<Int>?]) {
    offsets = Array(repeating: 0, count: sizes.count)
    for i in sizes.indices where lifetimes[i] == nil {
      offsets[i] = count
      count += Self.rounded(sizes[i])
    }
    let base = count
    let temporary = sizes.indices.compactMap { i in lifetimes[i].map { (i, $0) } }
    var placed: [(offset: Int, size: Int, life: ClosedRange<Int>)] = []
    for (i, life) in temporary.sorted(by: { $0.1.lowerBound < $1.1.lowerBound }) {
      let size = Self.rounded(sizes[i])
      let busy = placed.filter { $0.life.overlaps(life) }.sorted { $0.offset < $1.offset }
      var at = base
      for other in busy where other.offset < at + size && at < other.offset + other.size {
        at = other.offset + other.size
      }
      offsets[i] = at
      placed.append((at, size, life))
      count = max(count, at + size)
    }
  }

  private static func rounded(_ size: Int) -> Int { (size + grain - 1) / grain * grain }
}
