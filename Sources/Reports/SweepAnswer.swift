import Foundation
import Stability

/// What a sweep answers: where it is stable, and why not on either side.
struct SweepAnswer {
  private let name: String
  private let points: [(value: Double, arm: ArmReport)]
  private let range: ClosedRange<Double>?

  init(_ sweep: Sweep, report: StabilityReport) {
    let arms = Dictionary(
      report.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    name = sweep.name
    range = sweep.stableRange
    points = sweep.points.sorted { $0.value < $1.value }.compactMap { point in
      arms[point.arm].map { (point.value, $0) }
    }
  }

  /// One to three sentences: the range with its best value, then what happens below and above.
  var text: String {
    guard let range else {
      return "No value of \(name) in this sweep is stable."
    }
    let inside = points.filter { range.contains($0.value) }
    let best = inside.max { ($0.arm.q ?? 0) < ($1.arm.q ?? 0) }
    let peak = best.map {
      " (steadiest at \(Numeral.exact($0.value)), Q = \(Numeral.fixed($0.arm.q, 2)))"
    }
    return "The stable range of \(name) is \(Numeral.exact(range.lowerBound)) to "
      + "\(Numeral.exact(range.upperBound))\(peak ?? "")."
      + sentence("Below it", points.last { $0.value < range.lowerBound })
      + sentence("Above it", points.first { $0.value > range.upperBound })
      + ruin(beyond: range.upperBound)
  }

  private func sentence(_ place: String, _ point: (value: Double, arm: ArmReport)?) -> String {
    point.map { " \(place), at \(Numeral.exact($0.value)), \(reason($0.arm))." } ?? ""
  }

  /// Where runs begin to be lost for good, unless the neighbor of the range said so.
  private func ruin(beyond bound: Double) -> String {
    let outside = points.filter { $0.value > bound }
    guard let first = outside.first(where: { $0.arm.status == .failed }),
      first.value != outside.first?.value
    else { return "" }
    return " From \(Numeral.exact(first.value)) on, \(reason(first.arm))."
  }

  /// Why an arm is not counted stable.
  private func reason(_ arm: ArmReport) -> String {
    let lost = arm.survival.runs - arm.survival.survived
    if lost > 0 {
      let causes = arm.outcomes.filter { $0.outcome != "finished" }.map(\.outcome)
      return "\(lost) of \(arm.survival.runs) runs are lost (\(causes.joined(separator: ", ")))"
    }
    switch arm.status {
    case .neglects: return "\(arm.neglects.joined(separator: " and ")) is neglected"
    case .inert: return "nothing moves"
    case .rated: return "stability falls to Q = \(Numeral.fixed(arm.q, 2))\(price(arm))"
    case .failed, .insufficient, .noUnit: return "the status is \(arm.status.rawValue)"
    }
  }

  /// The component that costs most halvings.
  private func price(_ arm: ArmReport) -> String {
    guard let halvings = arm.halvings else { return "" }
    let spread = -(log2(arm.reproducibility ?? 1))
    let costs = [
      ("noise", halvings.noise), ("spikes", halvings.spikes), ("regress", halvings.regress),
      ("late wander", halvings.wander), ("differences between seeds", spread),
    ]
    guard let worst = costs.max(by: { $0.1 < $1.1 }), worst.1 > 0.05 else { return "" }
    return ", mostly by \(worst.0) (\(Numeral.fixed(worst.1, 1)) halvings)"
  }
}
