internal import Glibc

/// An arm's stability under other tolerances, exchange rates and units.
///
/// Which runs failed, and where values are clipped, stays as judged in the study's own units.
struct VariedArm {
  private let runs: [VariedRun]
  private let count: Double
  /// By pairs of survivors the differences of their final levels, `[m]`.
  private let apart: [[Double]]
  private let floor: Double

  init(_ arm: ArmScore, profile: ScoreProfile) {
    let measures = arm.runs.compactMap(\.measures)
    runs = measures.map { VariedRun($0, profile) }
    count = Double(arm.runs.count)
    floor = profile.attainmentFloor
    apart = measures.indices.flatMap { i in
      (0..<i).map { j in zip(measures[i].end, measures[j].end).map { ($0 - $1).magnitude } }
    }
  }

  /// `Q` under every draw of a block.
  func stability(_ block: ToleranceDraws.Block) -> DrawLanes {
    var sum = DrawLanes.zero
    for run in runs { sum += run.guarded(block, floor: floor) }
    var spread = DrawLanes.zero
    for pair in apart { spread += VariedRun.largest(pair, block.scales) }
    if !apart.isEmpty { spread /= Double(apart.count) }
    return sum / count * (spread / block.spread).halved
  }
}

/// One survivor under other tolerances, exchange rates and units.
private struct VariedRun {
  private let parts: RunParts
  /// The shortfalls of the start and the end, `[m]`, not below 0.
  private let start: [Double]
  private let end: [Double]
  /// By level the changes since earlier levels that may be a regress in some draw, `[m]` each.
  private let changes: [[[Double]]]
  private let tail: Int
  private let threshold: Double

  init(_ run: ScoredRun.Measures, _ profile: ScoreProfile) {
    parts = run.parts
    start = run.start.map { max(0, $0) }
    end = run.end.map { max(0, $0) }
    threshold = run.yardstick.thresholds.regress
    let points = run.parts.points
    let count = points.first?.count ?? 0
    tail = max(1, Int((profile.tailShare * Double(count) - 1e-12).rounded(.up)))
    // With every unit within √2 of its own, the ratio of loss to gain is within 2 of this one.
    let least =
      ToleranceDraws.leastExchangeRate
      / (ToleranceDraws.unitFactor * ToleranceDraws.unitFactor)
    changes = (0..<count).map { t in
      (0..<t).compactMap { s in
        let change = points.map { $0[t] - $0[s] }
        let loss = change.reduce(0, max)
        let gain = -change.reduce(0, min)
        return loss > least * gain ? change : nil
      }
    }
  }

  /// `q = S·min(1, E/floor)` under every draw of a block.
  func guarded(_ block: ToleranceDraws.Block, floor: Double) -> DrawLanes {
    let scales = block.scales
    var halvings = Self.largest(parts.noises, scales) / block.noise
    halvings += Self.largest(parts.spikes, scales) / block.spikes
    halvings += Self.largest(parts.wanders, scales) / block.wander
    halvings += regress(block) / block.regress
    let (before, after) = (Self.largest(start, scales), Self.largest(end, scales))
    var attainment = DrawLanes.zero
    for lane in 0..<DrawLanes.scalarCount {
      let rest = before[lane] > 0 ? after[lane] / before[lane] : after[lane] > 0 ? 1 : 0
      attainment[lane] = min(1, max(0, 1 - rest) / floor)
    }
    return halvings.halved * attainment
  }

  private func regress(_ block: ToleranceDraws.Block) -> DrawLanes {
    var largest = [DrawLanes](repeating: .zero, count: tail)
    for level in changes where !level.isEmpty {
      var worst = DrawLanes.zero
      for change in level {
        var (loss, gain) = (DrawLanes.zero, DrawLanes.zero)
        for (value, scale) in zip(change, block.scales) {
          let scaled = scale * value
          loss = larger(loss, scaled)
          gain = smaller(gain, scaled)
        }
        worst = larger(worst, loss + block.exchangeRate * gain)
      }
      for place in 0..<tail {
        let kept = larger(largest[place], worst)
        worst = smaller(largest[place], worst)
        largest[place] = kept
      }
    }
    let mean = largest.reduce(.zero, +) / Double(tail)
    return larger(.zero, mean - threshold * Self.largest(parts.levelNoises, block.scales))
  }

  /// The largest of some values, each in its new unit.
  static func largest(_ values: [Double], _ scales: [DrawLanes]) -> DrawLanes {
    var largest = DrawLanes.zero
    for (value, scale) in zip(values, scales) { largest = larger(largest, scale * value) }
    return largest
  }
}

extension DrawLanes {
  /// `2⁻ˣ` lane by lane.
  fileprivate var halved: DrawLanes {
    var result = DrawLanes.zero
    for lane in 0..<DrawLanes.scalarCount { result[lane] = exp2(-self[lane]) }
    return result
  }
}

/// Lane by lane the larger; written out, because the library's goes through a witness.
@inline(__always)
private func larger(_ a: DrawLanes, _ b: DrawLanes) -> DrawLanes {
  a.replacing(with: b, where: b .> a)
}

/// Lane by lane the smaller.
@inline(__always)
private func smaller(_ a: DrawLanes, _ b: DrawLanes) -> DrawLanes {
  a.replacing(with: b, where: b .< a)
}
