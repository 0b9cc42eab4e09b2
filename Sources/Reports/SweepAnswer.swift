import Foundation
import Stability

/// What a sweep answers: where it is stable, how sure that is, and what goes wrong elsewhere.
struct SweepAnswer {
  private let points: SweepPoints
  private var sweep: SweepReport { points.sweep }

  init(_ points: SweepPoints) { self.points = points }

  /// A few sentences.
  var text: String {
    let parts: [String]
    if let range = sweep.range {
      parts = answer(range)
    } else if let region = sweep.region {
      parts = answer(region)
    } else if let reason = points.report.study.reason, points.report.study.status != "SCORED" {
      parts = ["The sweep cannot be judged: \(reason)"]
    } else {
      parts = ["\(nowhere) in this sweep is stable."] + causes
    }
    return (parts + doubt).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var nowhere: String { sweep.space == .alpha ? "No value of alpha" : "No weighting" }

  private var peak: String {
    guard let best = points.best else { return "" }
    let place = sweep.space == .alpha ? Numeral.exact(best.alpha) : named(best.place)
    return "steadiest at \(place), Q = \(Numeral.fixed(best.arm.q, 2))"
  }

  /// The share of resamples without any stable value, if there is one.
  private var doubt: [String] {
    guard let share = sweep.emptyShare, share > 0 else { return [] }
    return ["In \(Numeral.percent(share)) of the resampled seeds nothing is stable."]
  }

  // MARK: Two objectives

  private func answer(_ range: SweepReport.Range) -> [String] {
    let (lower, upper) = (range.lower.stable, range.upper.stable)
    return [
      "The stable range of alpha is \(Numeral.exact(lower)) to \(Numeral.exact(upper)) (\(peak)).",
      ends(range), elsewhere(range.elsewhere),
      sentence("Below it", points.all.last { $0.alpha < lower }),
      sentence("Above it", points.all.first { $0.alpha > upper }), ruin(beyond: upper),
      edge(range),
    ]
  }

  /// Where the ends lie over the seeds.
  private func ends(_ range: SweepReport.Range) -> String {
    guard let lower = range.lower.interval, let upper = range.upper.interval else { return "" }
    return "Over the seeds its lower end lies \(words(lower)), its upper end \(words(upper)) "
      + "(\(Numeral.percent(lower.level)) intervals)."
  }

  private func words(_ interval: SweepReport.OpenInterval) -> String {
    switch (interval.lower, interval.upper) {
    case (let low?, let high?) where low == high: "at \(Numeral.exact(low))"
    case (let low?, let high?): "between \(Numeral.exact(low)) and \(Numeral.exact(high))"
    case (nil, let high?): "below \(Numeral.exact(high)), perhaps below the sweep"
    case (let low?, nil): "above \(Numeral.exact(low)), perhaps above the sweep"
    case (nil, nil): "anywhere"
    }
  }

  private func elsewhere(_ values: [Double]) -> String {
    guard let first = values.first, let last = values.last else { return "" }
    let place =
      values.count == 1
      ? Numeral.exact(first)
      : "\(Numeral.count(values.count, "value")) from \(Numeral.exact(first)) to "
        + Numeral.exact(last)
    return "Stable too, but apart from it: \(place)."
  }

  /// What to do when the sweep ends before the range does.
  private func edge(_ range: SweepReport.Range) -> String {
    switch (range.lower.unstable == nil && range.lower.stable > 0, range.upper.unstable == nil) {
    case (true, true): return "It fills the sweep: widen it with --from and --to."
    case (true, false): return "Its lower end lies below the sweep: lower --from."
    case (false, true): return "Its upper end lies above the sweep: raise --to."
    case (false, false):
      let shares = [
        ("below", range.lower.openShare), ("above", range.upper.openShare),
      ].filter { $0.1 > 0 }.map {
        "\(Numeral.percent($0.1)) of the resampled seeds it goes on \($0.0) the sweep"
      }
      return shares.isEmpty ? "" : "In \(shares.joined(separator: ", in "))."
    }
  }

  private func sentence(_ place: String, _ point: SweepPoints.Point?) -> String {
    point.map { "\(place), at \(Numeral.exact($0.alpha)), \(Self.reason($0.arm))." } ?? ""
  }

  /// Where runs begin to be lost for good, unless the neighbor of the range said so.
  private func ruin(beyond bound: Double) -> String {
    let outside = points.all.filter { $0.alpha > bound }
    guard let first = outside.first(where: { $0.outcome == .failed }),
      first.alpha != outside.first?.alpha
    else { return "" }
    return "From \(Numeral.exact(first.alpha)) on, \(Self.reason(first.arm))."
  }

  // MARK: More objectives

  private func answer(_ region: SweepReport.Region) -> [String] {
    let interval = region.interval.map {
      " (\(Numeral.percent($0.level)) interval over the seeds "
        + "\(Numeral.percent($0.lower)) to \(Numeral.percent($0.upper)))"
    }
    let extents = zip(points.objectives, region.extents).map {
      "\($0) from \(SweepPoints.word($1[0])) to \(SweepPoints.word($1[1]))"
    }
    return [
      "\(Numeral.percent(region.share)) of the simplex of weights is stable\(interval ?? ""), "
        + "\(peak): \(extents.joined(separator: ", ")).",
      wrong(region.outside),
    ]
  }

  private func wrong(_ parts: [SweepReport.Part]) -> String {
    guard !parts.isEmpty else { return "" }
    let words = parts.prefix(4).map {
      "\(Self.words($0)) on \(Numeral.percent($0.share)) (around \(around($0.center)))"
    }
    return "Elsewhere \(words.joined(separator: "; "))."
  }

  private func around(_ center: [Double]) -> String {
    center.map { Numeral.fixed($0, 2) }.joined(separator: ", ")
  }

  private func named(_ place: [Double]) -> String {
    zip(points.objectives, place).map { "\($0) \(SweepPoints.word($1))" }
      .joined(separator: ", ")
  }

  /// What went wrong with every value, where none is stable.
  private var causes: [String] {
    let kinds = Dictionary(grouping: points.all) { point in
      Self.words(point.outcome, neglects: point.arm.neglects)
    }
    let words = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      "\($0.key) at \($0.value.count) of \(points.all.count)"
    }
    return words.isEmpty ? [] : ["Instead " + words.joined(separator: "; ") + "."]
  }

  // MARK: Reasons

  /// What goes wrong in a part of the simplex.
  static func words(_ part: SweepReport.Part) -> String {
    words(part.outcome, neglects: part.neglects)
  }

  /// An outcome in words.
  static func words(_ outcome: SweepReport.Outcome, neglects: [String]) -> String {
    switch outcome {
    case .stable: "it is stable"
    case .unsteady: "stability falls below half of the best"
    case .lossy: "some runs are lost"
    case .neglects:
      "\(neglects.joined(separator: " and ")) \(neglects.count > 1 ? "are" : "is") neglected"
    case .inert: "nothing moves"
    case .failed: "most runs are lost"
    case .unjudged: "nothing can be judged"
    }
  }

  /// Why an arm is not counted stable.
  private static func reason(_ arm: ArmReport) -> String {
    let lost = arm.survival.runs - arm.survival.survived
    if lost > 0 {
      let causes = arm.outcomes.filter { $0.outcome != "finished" }.map(\.outcome)
      return "\(lost) of \(arm.survival.runs) runs are lost (\(causes.joined(separator: ", ")))"
    }
    switch arm.status {
    case .neglects: return words(.neglects, neglects: arm.neglects)
    case .inert: return "nothing moves"
    case .rated: return "stability falls to Q = \(Numeral.fixed(arm.q, 2))\(price(arm))"
    case .failed, .insufficient, .noUnit: return "the status is \(arm.status.rawValue)"
    }
  }

  /// The component that costs most halvings.
  private static func price(_ arm: ArmReport) -> String {
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
