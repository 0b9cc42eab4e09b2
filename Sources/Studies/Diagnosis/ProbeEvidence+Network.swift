import Neural
import Records
import Training

/// What the network and the probe's training show.
extension ProbeEvidence {
  /// Rectified units that no data reach.
  var deadUnits: Finding? {
    let extinct = units.indices.map { layer in
      zip(views, deadAtStart).filter { $1[layer] == 1 }.map(\.0.seed)
    }
    guard let total = totalShare(deadAtStart) else { return nil }
    let end = totalShare(deadAtEnd)
    let worst = max(total.median, end?.median ?? 0)
    let lost = extinct.flatMap(\.self)
    guard worst >= 0.2 || !lost.isEmpty else { return nil }
    let layers = units.indices.filter { !extinct[$0].isEmpty }.map {
      "; all \(units[$0]) units of layer \($0 + 1) in \(Quantity.seeds(extinct[$0], of: views.count))"
    }
    let later = end.map { ", \(Quantity.percent($0.median)) after the probe" } ?? ""
    return Finding(
      worst >= 0.5 || !lost.isEmpty ? .warning : .note, kind: "deadUnits", objective: nil,
      evidence: "Of \(units.reduce(0, +)) rectified units, \(Quantity.percent(total.median)) are 0 "
        + "on the whole evaluation set at the start (median over seeds, most "
        + "\(Quantity.percent(total.upper)))\(later)\(layers.joined()).",
      advice: "Dead units learn nothing: center the data (standardize: true), widen the layer, or "
        + "use leakyReLU, elu or tanh.")
  }

  /// The share of dead units of all layers together, over seeds.
  private func totalShare(_ shares: [[Double]]) -> Spread? {
    let all = Double(units.reduce(0, +))
    guard all > 0 else { return nil }
    return Spread(
      shares.map { row in zip(row, units).reduce(0) { $0 + $1.0 * Double($1.1) } / all })
  }

  /// Probe runs that left the finite numbers after the first step; where some seeds begin outside
  /// of them that is said, and that others get there too says nothing more.
  var lostProbes: Finding? {
    guard views.allSatisfy({ $0.faults.allSatisfy { $0 == nil } }) else { return nil }
    let lost = path.runs.compactMap { run in run.outcome.failure.map { (run.seed, $0) } }
    guard let first = lost.min(by: { $0.1.step < $1.1.step }) else { return nil }
    return Finding(
      .warning, kind: "diverges", objective: nil,
      evidence: "Trained by equal weights on normalized gradients, "
        + "\(Quantity.seeds(lost.map(\.0), of: views.count)) broke down, the first at step "
        + "\(first.1.step): \(first.1.detail).",
      advice: "Lower the learning rate, clip the gradient, rescale the objectives, or keep the "
        + "operands within their domain.")
  }

  /// Parameters that enter no objective.
  var unusedParameters: Finding? {
    let all = plan.layout.named.map(\.parameter)
    let used = plan.problem.terms.reduce(into: Set<Parameter>()) {
      $0.formUnion($1.value.reaching(all))
    }
    let idle = plan.layout.named.filter { !used.contains($0.parameter) }
    guard !idle.isEmpty else { return nil }
    let count = idle.reduce(0) { $0 + $1.parameter.count }
    return Finding(
      .warning, kind: "unusedParameters", objective: nil,
      evidence: "\(idle.map(\.name).joined(separator: ", ")) (\(count) of \(plan.layout.count) "
        + "parameters) reach no objective and stay as they begin.",
      advice: "Use them in an objective, or leave them out of the problem.")
  }
}
