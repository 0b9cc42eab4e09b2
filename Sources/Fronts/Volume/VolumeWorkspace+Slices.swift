/// Five objectives and more: slices along the last, each the exclusive volume of one point.
extension VolumeWorkspace {
  /// `Σᵢ (r_d − pᵢ_d) · E(pᵢ | earlier)`, by ascending last coordinate.
  ///
  /// What a later point dominates in the coordinates but the last is not needed after it.
  func slice(
    _ rows: UnsafePointer<Double>, _ count: Int, _ d: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    let (shorter, sorted) = (d &- 1, alive[d])
    order.sort(rows, width: d, column: d &- 1, count: count)
    for i in 0..<count {
      let row = rows + d &* Int(order.entries[i].index)
      (sorted + d &* i).update(from: row, count: d)
    }
    // The points alive are kept, without their last coordinate, where rows already read stood.
    var (volume, size) = (0.0, 0)
    for i in 0..<count {
      let row = sorted + d &* i
      let depth = reference[d &- 1] - row[d &- 1]
      let gain = exclusive(row, sorted, size, shorter, reference)
      guard gain > 0 else { continue }
      volume += gain * depth
      size = addAlive(row, sorted, size, shorter)
    }
    return volume
  }

  /// `∏ (r − p) − HV({max(p, s)})` over the first `size` rows of width `d`.
  ///
  /// Row `skipped` does not count. Edge case: exactly 0 for a point that one of the others weakly
  /// dominates.
  func exclusive(
    _ point: UnsafePointer<Double>, _ rows: UnsafePointer<Double>, _ size: Int, _ d: Int,
    _ reference: UnsafePointer<Double>, skipping skipped: Int = -1
  ) -> Double {
    guard let count = limit(rows, size, to: point, d, skipping: skipped) else { return 0 }
    return max(box(point, d, reference) - volume(limited[d], count, d, reference), 0)
  }

  /// Writes the nondominated of `max(p, s)` to `limited[d]`; returns how many there are, `nil` where
  /// one row weakly dominates the point.
  private func limit(
    _ rows: UnsafePointer<Double>, _ size: Int, to point: UnsafePointer<Double>, _ d: Int,
    skipping skipped: Int
  ) -> Int? {
    let kept = limited[d]
    var count = 0
    for i in 0..<size where i != skipped {
      let candidate = kept + d &* count
      var isAbove = false
      for k in 0..<d {
        let (s, p) = (rows[i &* d &+ k], point[k])
        isAbove = isAbove || s > p
        candidate[k] = s > p ? s : p
      }
      guard isAbove else { return nil }
      count = keep(candidate, kept, count, d)
    }
    return count
  }

  /// Keeps the row just behind `count` mutually nondominated ones unless one of them weakly
  /// dominates it, and takes out those it dominates; returns how many there are then.
  @inline(__always)
  private func keep(
    _ candidate: UnsafeMutablePointer<Double>, _ kept: UnsafeMutablePointer<Double>, _ count: Int,
    _ d: Int
  ) -> Int {
    for i in 0..<count where weaklyDominates(kept + i &* d, candidate, d) {
      // The next ones are likely to be dominated by the same row: it is asked first.
      if i > 0 { swapRows(kept, kept + i &* d, d) }
      return count
    }
    var (i, left) = (0, count)
    while i < left {
      if weaklyDominates(candidate, kept + i &* d, d) {
        left &-= 1
        if i < left { (kept + i &* d).update(from: kept + left &* d, count: d) }
      } else {
        i &+= 1
      }
    }
    if left < count { (kept + left &* d).update(from: candidate, count: d) }
    return left &+ 1
  }

  @inline(__always)
  private func swapRows(
    _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ d: Int
  ) {
    for k in 0..<d { (a[k], b[k]) = (b[k], a[k]) }
  }

  @inline(__always)
  private func weaklyDominates(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ d: Int
  ) -> Bool {
    for k in 0..<d where a[k] > b[k] { return false }
    return true
  }

  /// Adds a row to the first `size` of width `d` and takes out those it dominates.
  private func addAlive(
    _ point: UnsafePointer<Double>, _ rows: UnsafeMutablePointer<Double>, _ size: Int, _ d: Int
  ) -> Int {
    var write = 0
    for read in 0..<size where !weaklyDominates(point, rows + d &* read, d) {
      if write < read { (rows + d &* write).update(from: rows + d &* read, count: d) }
      write &+= 1
    }
    (rows + d &* write).update(from: point, count: d)
    return write &+ 1
  }
}
