/// Memory for putting up to `capacity` numbers into order without allocating.
///
/// Stable; the order is that of the numbers, −0 beside 0. Short lists are sorted by insertion,
/// longer ones by their bits, digit for digit from the last.
struct SortBuffer: ~Copyable {
  /// A number's bits in an order that unsigned comparison follows, and what it belongs to.
  struct Entry {
    var key: UInt64
    var index: Int32

    /// - Parameter value: Not NaN.
    @inline(__always)
    init(_ value: Double, _ index: Int) {
      let bits = (value + 0).bitPattern
      key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
      self.index = Int32(truncatingIfNeeded: index)
    }
  }

  /// Where entries are put before a sort and found after it.
  let entries: UnsafeMutablePointer<Entry>
  private let spare: UnsafeMutablePointer<Entry>
  private let counts: UnsafeMutablePointer<Int>

  init(capacity: Int) {
    precondition(capacity <= Int(Int32.max), "indices have 32 bits")
    entries = .allocate(capacity: max(capacity, 1))
    spare = .allocate(capacity: max(capacity, 1))
    counts = .allocate(capacity: 1 << 11)
  }

  deinit {
    entries.deallocate()
    spare.deallocate()
    counts.deallocate()
  }

  /// Sorts rows by one of their columns, afresh.
  func sort(_ rows: UnsafePointer<Double>, width: Int, column: Int, count: Int) {
    for i in 0..<count { entries[i] = Entry(rows[i &* width &+ column], i) }
    sort(count)
  }

  /// Sorts the rows by a column, equal ones staying in the order of the sort before.
  func refine(_ rows: UnsafePointer<Double>, width: Int, column: Int, count: Int) {
    for i in 0..<count {
      let index = Int(entries[i].index)
      entries[i] = Entry(rows[index &* width &+ column], index)
    }
    sort(count)
  }

  /// Sorts the first `count` entries.
  func sort(_ count: Int) {
    if count <= 48 { insertionSort(count) } else { radixSort(count, bits: count < 4096 ? 8 : 11) }
  }

  private func insertionSort(_ count: Int) {
    guard count > 1 else { return }
    for i in 1..<count {
      let entry = entries[i]
      var j = i
      while j > 0, entries[j &- 1].key > entry.key {
        entries[j] = entries[j &- 1]
        j &-= 1
      }
      entries[j] = entry
    }
  }

  private func radixSort(_ count: Int, bits: UInt64) {
    var (some, all): (UInt64, UInt64) = (0, .max)
    for i in 0..<count {
      some |= entries[i].key
      all &= entries[i].key
    }
    var (from, to) = (entries, spare)
    for shift in stride(from: 0, to: 64, by: Int(bits)) {
      // A digit that all numbers share needs no pass.
      guard (some ^ all) >> UInt64(shift) & (1 << bits - 1) != 0 else { continue }
      distribute(from, to, count, shift: UInt64(shift), mask: 1 << bits - 1)
      swap(&from, &to)
    }
    if from != entries { entries.update(from: from, count: count) }
  }

  private func distribute(
    _ from: UnsafeMutablePointer<Entry>, _ to: UnsafeMutablePointer<Entry>, _ count: Int,
    shift: UInt64, mask: UInt64
  ) {
    counts.update(repeating: 0, count: Int(mask) + 1)
    for i in 0..<count { counts[Int(truncatingIfNeeded: from[i].key &>> shift & mask)] &+= 1 }
    var start = 0
    for digit in 0...Int(mask) {
      let length = counts[digit]
      counts[digit] = start
      start &+= length
    }
    for i in 0..<count {
      let digit = Int(truncatingIfNeeded: from[i].key &>> shift & mask)
      to[counts[digit]] = from[i]
      counts[digit] &+= 1
    }
  }
}
