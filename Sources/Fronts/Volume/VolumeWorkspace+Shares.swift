/// What each point has of the volume: its exclusive part and the derivatives.
extension VolumeWorkspace {
  /// The exclusive volume of each point, what the set would lose without it.
  ///
  ///     cᵢ = HV(P, r) − HV(P ∖ {pᵢ}, r)
  ///
  /// Dominated points count among the others; leave them out beforehand where they should not.
  ///
  /// - Parameters:
  ///   - costs: By rows, of shape `[count, m]`.
  ///   - count: At most ``capacity``.
  ///   - reference: Of shape `[m]`.
  ///   - contributions: Receives them, of shape `[count]`; exactly 0 for a point that another one
  ///     weakly dominates (of duplicates all) or that is not better than the reference.
  public func contributions(
    of costs: UnsafePointer<Double>, count: Int, reference: UnsafePointer<Double>,
    into contributions: UnsafeMutablePointer<Double>
  ) {
    precondition(count <= capacity, "\(count) points in room for \(capacity)")
    let (m, rows) = (objectives, gathered)
    let inside = gather(costs, count, reference)
    switch m {
    case 2: shareOfPlane(rows, inside, reference, into: contributions)
    case 3: shareOfSpace(rows, inside, reference, into: contributions)
    default:
      for i in 0..<inside {
        contributions[i] = exclusive(rows + m &* i, rows, inside, m, reference, skipping: i)
      }
    }
    spread(contributions, inside, costs, count, reference)
  }

  /// The derivative of the hypervolume with respect to every cost of every point.
  ///
  ///     ∂HV/∂pᵢ_k = −E(pᵢ without k | {q without k : q_k ≤ pᵢ_k}),   the face that pᵢ alone holds
  ///
  /// - Parameters:
  ///   - costs: By rows, of shape `[count, m]`.
  ///   - count: At most ``capacity``.
  ///   - reference: Of shape `[m]`.
  ///   - gradient: Receives it, of shape `[count, m]`, none positive. Where points touch, the
  ///     derivative towards greater costs; 0 for points that contribute nothing.
  /// - SeeAlso: Emmerich and Deutz (2014), "Time complexity and zeros of the hypervolume indicator
  ///   gradient field".
  public func gradient(
    of costs: UnsafePointer<Double>, count: Int, reference: UnsafePointer<Double>,
    into gradient: UnsafeMutablePointer<Double>
  ) {
    precondition(count <= capacity, "\(count) points in room for \(capacity)")
    withUnsafeTemporaryAllocation(of: Double.self, capacity: objectives) { shorter in
      guard let shorter = shorter.baseAddress else { return }
      for i in 0..<count {
        for k in 0..<objectives {
          gradient[i &* objectives &+ k] = -face(i, k, costs, count, reference, shorter)
        }
      }
    }
  }

  /// The area of the face of `[p, r]` across objective `k` that point `i` alone holds.
  private func face(
    _ i: Int, _ k: Int, _ costs: UnsafePointer<Double>, _ count: Int,
    _ reference: UnsafePointer<Double>, _ shorter: UnsafeMutablePointer<Double>
  ) -> Double {
    let (m, rows) = (objectives, gathered)
    let point = costs + m &* i
    guard isInside(point, reference) else { return 0 }
    copy(point, without: k, to: rows)
    copy(reference, without: k, to: shorter)
    var size = 1
    for j in 0..<count where j != i && costs[m &* j &+ k] <= point[k] {
      guard isInside(costs + m &* j, reference) else { continue }
      copy(costs + m &* j, without: k, to: rows + (m &- 1) &* size)
      size &+= 1
    }
    return exclusive(rows, rows, size, m &- 1, shorter, skipping: 0)
  }

  private func copy(
    _ point: UnsafePointer<Double>, without k: Int, to row: UnsafeMutablePointer<Double>
  ) {
    row.update(from: point, count: k)
    (row + k).update(from: point + k + 1, count: objectives &- k &- 1)
  }

  /// Moves what was found for the gathered rows to the points they are, last first; 0 for others.
  private func spread(
    _ values: UnsafeMutablePointer<Double>, _ inside: Int, _ costs: UnsafePointer<Double>,
    _ count: Int, _ reference: UnsafePointer<Double>
  ) {
    guard inside < count else { return }
    var next = inside
    for i in stride(from: count - 1, through: 0, by: -1) {
      if isInside(costs + i &* objectives, reference) {
        next &-= 1
        values[i] = values[next]
      } else {
        values[i] = 0
      }
    }
  }

  /// In the plane a point's part lies between it and the next step to the right; of the points in
  /// between, which it dominates, each takes what is above it.
  private func shareOfPlane(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>,
    into shares: UnsafeMutablePointer<Double>
  ) {
    order.sort(rows, width: 2, column: 1, count: count)
    order.refine(rows, width: 2, column: 0, count: count)
    var (i, top) = (0, reference[1])
    while i < count {
      let step = Int(order.entries[i].index)
      let bottom = rows[2 &* step &+ 1]
      var (area, left, ceiling) = (0.0, rows[2 &* step], top)
      i &+= 1
      while i < count {
        let other = Int(order.entries[i].index)
        let (x, y) = (rows[2 &* other], rows[2 &* other &+ 1])
        if y < bottom { break }
        shares[other] = 0
        if y < ceiling {
          area += (x - left) * (ceiling - bottom)
          (left, ceiling) = (x, y)
        }
        i &+= 1
      }
      let right = i < count ? rows[2 &* Int(order.entries[i].index)] : reference[0]
      shares[step] = area + (right - left) * (ceiling - bottom)
      top = bottom
    }
  }

  private func shareOfSpace(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>,
    into shares: UnsafeMutablePointer<Double>
  ) {
    order.sort(rows, width: 3, column: 2, count: count)
    for i in 0..<count {
      let row = rows + 3 &* Int(order.entries[i].index)
      solids[i] = Solid(x: row[0], y: row[1], z: row[2])
    }
    for i in 0..<count {
      let point = solids[i]
      solids[i].x = .infinity
      shares[Int(order.entries[i].index)] = exclusiveSolid(point, count, reference)
      solids[i] = point
    }
  }
}
