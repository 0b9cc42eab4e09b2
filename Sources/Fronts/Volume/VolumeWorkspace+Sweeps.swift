/// The sweeps for two and three objectives.
extension VolumeWorkspace {
  /// Two objectives: by ascending first coordinate, each point adds what lies under the last step.
  func sweepPlane(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    order.sort(rows, width: 2, column: 0, count: count)
    var (area, reach) = (0.0, reference[1])
    for i in 0..<count {
      let point = rows + 2 &* Int(order.entries[i].index)
      guard point[1] < reach else { continue }
      area += (reference[0] - point[0]) * (reach - point[1])
      reach = point[1]
    }
    return area
  }

  /// Three objectives: by ascending last coordinate, each point adds to the area that is dominated
  /// from its height on; the staircase is a set of ranks of the first coordinate.
  func sweepSpace(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    let (x, y) = (heights, heights + capacity)
    order.sort(rows, width: 3, column: 0, count: count)
    for rank in 0..<count {
      let index = Int(order.entries[rank].index)
      (x[rank], y[rank]) = (rows[3 &* index], rows[3 &* index &+ 1])
      slots[index] = Int32(truncatingIfNeeded: rank)
    }
    order.sort(rows, width: 3, column: 2, count: count)
    ranks.removeAll()
    var volume = 0.0
    for i in 0..<count {
      let index = Int(order.entries[i].index)
      let area = addStep(at: Int(slots[index]), x, y, reference)
      volume += area * (reference[2] - rows[3 &* index &+ 2])
    }
    return volume
  }

  /// Adds a step to the staircase and takes out those it dominates; returns the area gained.
  @inline(__always)
  private func addStep(
    at rank: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    _ reference: UnsafePointer<Double>
  ) -> Double {
    let before = ranks.member(below: rank)
    var (left, top) = (x[rank], before < 0 ? reference[1] : y[before])
    guard y[rank] < top else { return 0 }
    var area = 0.0
    var next = ranks.member(above: rank)
    while next >= 0, y[next] >= y[rank] {
      area += (x[next] - left) * (top - y[rank])
      (left, top) = (x[next], y[next])
      ranks.remove(next)
      next = ranks.member(above: next)
    }
    area += ((next < 0 ? reference[0] : x[next]) - left) * (top - y[rank])
    ranks.insert(rank)
    return area
  }
}
