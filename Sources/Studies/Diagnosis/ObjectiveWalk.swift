/// A walk along the gradient of one objective, in steps that double, from where a seed begins.
///
/// The first step is a millionth of the parameters' norm, the last 2⁶³ times as long: whatever scale
/// a bounded objective levels off at lies in between.
struct ObjectiveWalk {
  private static let doublings = 64
  /// The last steps, over which an objective without bound keeps its pace.
  private static let tail = 20

  /// How much the cost fell per unit of distance, step by step, while that was finite.
  private(set) var paces: [Double] = []
  /// The distance walked.
  private(set) var distance = 0.0
  /// Whether the cost fell below all finite numbers.
  private var ranOff = false
  /// Whether no step raised the cost beyond rounding.
  private var neverRose = true

  /// Walks on until the gradient or the finite numbers end.
  init(objective i: Int, from start: [Double], by probe: PointProbe<Double>) {
    var point = start
    var look = probe.look(at: point)
    var step = 1e-6 * (start.length > 0 ? start.length : 1)
    var direction = start.map { _ in 0.0 }
    for _ in 0..<Self.doublings where neverRose {
      let length = look.norms[i]
      guard length > 0 else { break }
      // A gradient beyond all finite numbers leaves the direction as it was.
      if length.isFinite { direction = look.gradients[i].map { $0 / length } }
      for k in point.indices { point[k] -= step * direction[k] }
      let next = probe.look(at: point)
      distance += step
      ranOff = next.costs[i] == -.infinity
      let fall = look.costs[i] - next.costs[i]
      guard fall.isFinite else { break }
      neverRose = fall >= -4 * look.costs[i].ulp
      paces.append(fall / step)
      (look, step) = (next, step * 2)
    }
  }

  /// The pace at the end; infinite where the finite numbers ended.
  var lastPace: Double { ranOff ? .infinity : paces.last ?? 0 }

  /// Whether the cost never rose, and fell at no less than half the pace over the last million-fold
  /// distance, or to the end of the finite numbers. One that converges, however slowly, loses pace.
  var isUnbounded: Bool {
    guard neverRose, let top = paces.max(), top > 0 else { return false }
    if ranOff { return (paces.last ?? 0) >= top / 2 }
    let last = paces.suffix(Self.tail)
    guard paces.count == Self.doublings, let first = last.first, first > 0 else { return false }
    return last.allSatisfy { $0 >= first / 2 }
  }
}
