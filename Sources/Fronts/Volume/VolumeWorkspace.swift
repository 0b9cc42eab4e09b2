/// Memory for exact hypervolumes of up to `capacity` points of `m` costs, used again and again
/// without allocating.
///
///     HV(P, r) = volume of the union over p in P of [p, r],   less is better everywhere
///
/// Dimension sweeps for two and three objectives (`n log n`) and four (at most `n²`); above, sliced
/// along the last objective, each slice the exclusive volume of a point, whose limited and filtered
/// set is one objective shorter:
///
///     HV_m(P) = Σᵢ (r_m − pᵢ_m) · E_{m−1}(pᵢ | p₁ … pᵢ₋₁),   P by ascending last objective
///     E(p | S) = ∏ (r − p) − HV({max(p, s) : s ∈ S})
///
/// Results depend on the points alone. ``Front`` is the safe face; this is for loops.
///
/// - SeeAlso: Fonseca et al. (CEC 2006), the sweep for three; Guerreiro and Fonseca, IEEE TEVC 22
///   (2018), for four; While et al., IEEE TEVC 16 (2012), limited sets and slices above.
public struct VolumeWorkspace: ~Copyable {
  /// The number `m` of objectives.
  public let objectives: Int
  /// The most points it has room for.
  public let capacity: Int

  let order: SortBuffer
  let ranks: RankSet
  /// What the sweeps keep: coordinates by rank, ranks by point, a staircase, points by height.
  let heights: UnsafeMutablePointer<Double>
  let slots: UnsafeMutablePointer<Int32>
  let stairs: UnsafeMutablePointer<Step>
  let solids: UnsafeMutablePointer<Solid>
  /// The points that are better than the reference, by rows of width `m`.
  let gathered: UnsafeMutablePointer<Double>
  /// Rows of width `d` at index `d`: limited sets, and the points that are alive in a slice.
  let limited: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let alive: UnsafeMutablePointer<UnsafeMutablePointer<Double>>

  /// A corner of a staircase in the plane.
  struct Step { var x, y: Double }
  /// A point of space.
  struct Solid { var x, y, z: Double }

  /// Makes room.
  ///
  /// - Parameters:
  ///   - m: The number of objectives, at least 1.
  ///   - capacity: The most points, at least 1.
  public init(objectives m: Int, capacity: Int) {
    precondition(m >= 1 && capacity >= 1, "a workspace needs an objective and a point")
    (objectives, self.capacity) = (m, capacity)
    order = SortBuffer(capacity: capacity)
    ranks = RankSet(capacity: m >= 3 ? capacity : 1)
    heights = .allocate(capacity: 2 * capacity)
    slots = .allocate(capacity: capacity)
    stairs = .allocate(capacity: capacity + 2)
    solids = .allocate(capacity: capacity + 1)
    gathered = .allocate(capacity: m * capacity)
    limited = .allocate(capacity: m + 1)
    alive = .allocate(capacity: m + 1)
    for d in 0...m {
      limited[d] = .allocate(capacity: max(d * capacity, 1))
      alive[d] = .allocate(capacity: d >= 5 ? d * capacity : 1)
    }
  }

  deinit {
    for d in 0...objectives {
      limited[d].deallocate()
      alive[d].deallocate()
    }
    gathered.deallocate()
    limited.deallocate()
    alive.deallocate()
    solids.deallocate()
    stairs.deallocate()
    slots.deallocate()
    heights.deallocate()
  }

  /// The hypervolume.
  ///
  /// - Parameters:
  ///   - costs: By rows, of shape `[count, m]`.
  ///   - count: At most ``capacity``.
  ///   - reference: Of shape `[m]`.
  /// - Returns: The volume; 0 for no point. Points that are not strictly better than the reference
  ///   in every coordinate (or not numbers) contribute nothing; duplicates and dominated points
  ///   change nothing.
  public func volume(
    of costs: UnsafePointer<Double>, count: Int, reference: UnsafePointer<Double>
  ) -> Double {
    precondition(count <= capacity, "\(count) points in room for \(capacity)")
    return volume(gathered, gather(costs, count, reference), objectives, reference)
  }

  /// Gathers the rows that are strictly better than the reference; returns their number.
  func gather(
    _ costs: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>
  ) -> Int {
    let m = objectives
    var kept = 0
    for i in 0..<count where isInside(costs + i &* m, reference) {
      (gathered + kept &* m).update(from: costs + i &* m, count: m)
      kept &+= 1
    }
    return kept
  }

  /// Whether a point is strictly better than the reference in every coordinate.
  @inline(__always)
  func isInside(_ point: UnsafePointer<Double>, _ reference: UnsafePointer<Double>) -> Bool {
    for k in 0..<objectives where !(point[k] < reference[k]) { return false }
    return true
  }

  /// The hypervolume of rows of width `d`, all strictly better than the reference.
  func volume(
    _ rows: UnsafePointer<Double>, _ count: Int, _ d: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    if count == 0 { return 0 }
    if count == 1 { return box(rows, d, reference) }
    switch d {
    case 1: return length(rows, count, reference)
    case 2: return sweepPlane(rows, count, reference)
    case 3: return sweepSpace(rows, count, reference)
    case 4: return sweepFour(rows, count, reference)
    default: return slice(rows, count, d, reference)
    }
  }

  /// The volume of `[p, r]`.
  @inline(__always)
  func box(
    _ point: UnsafePointer<Double>, _ d: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    var volume = 1.0
    for k in 0..<d { volume *= reference[k] - point[k] }
    return volume
  }

  private func length(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    var least = rows[0]
    for i in 1..<count { least = min(least, rows[i]) }
    return reference[0] - least
  }
}
