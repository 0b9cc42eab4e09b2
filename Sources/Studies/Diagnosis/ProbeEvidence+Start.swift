import Neural
import Records
import Training

/// What is wrong where training begins.
extension ProbeEvidence {
  /// An objective, or its gradient, that is infinite or NaN before the first step.
  func nonFinite(_ i: Int) -> Finding? {
    let faulty = views.filter { $0.faults[i] != nil }
    guard let first = faulty.first, let fault = first.faults[i] else { return nil }
    let name = objectives[i].name
    let place = fault.isEvaluation ? " on the evaluation set" : ""
    let isTotal = faulty.count == views.count
    return Finding(
      isTotal ? .error : .warning, kind: "nonFinite", objective: name,
      evidence: "\(name) or its gradient is not finite\(place) before the first step, in "
        + "\(Quantity.seeds(faulty.map(\.seed), of: views.count)): at seed \(first.seed), "
        + "\(fault.text) is the first operation to leave the finite numbers of "
        + "\(precision.rawValue).",
      advice: fault.isFiniteInDouble
        ? "float64 holds it: rescale the objective or its data, or set precision: float64."
        : "Keep its operand within the domain of that operation, for instance by a small positive "
          + "constant under a logarithm, a root or a denominator, or by clip.")
  }

  /// An objective that has nothing to gain: it begins at the best value it can have.
  func atItsBest(_ i: Int) -> Finding? {
    guard isBest[i] else { return nil }
    let objective = objectives[i]
    let value = objective.direction.sign * views[0].start.costs[i]
    return Finding(
      .warning, kind: "floor", objective: objective.name,
      evidence: "\(objective.name) begins at the best value it can have: it is "
        + "\(Quantity.text(value)) at seed \(views[0].seed), and none of \(views[0].nudged.count) "
        + "random moves of the parameters by 10% of their norm improves it, in "
        + "\(Quantity.seeds(views.map(\.seed), of: views.count)).",
      advice: "Leave it out, make it ask for more, or begin elsewhere: any step for the others can "
        + "only worsen it.")
  }

  /// An objective whose gradient is zero at the start of every seed, though parameters reach it.
  func idle(_ i: Int) -> Finding? {
    guard isIdle(i), !isBest[i] else { return nil }
    let (name, count) = (objectives[i].name, views.count)
    let exact = views.map { $0.start.norms[i] }.max() ?? 0
    let wakes = views.contains { $0.nudged.contains { $0.norms[i] > 0 } }
    let inDouble =
      exact > 0
      ? "; in double precision its norm is at most \(Quantity.text(exact))"
      : wakes
        ? ", though not nearby" : ", and stays so when the parameters move by 10% of their norm"
    return Finding(
      .warning, kind: "idle", objective: name,
      evidence: "The gradient of \(name) is exactly zero in \(precision.rawValue) at the start of "
        + "\(Quantity.seeds(views.map(\.seed), of: count)) that \(count == 1 ? "was" : "were") "
        + "probed\(inDouble).",
      advice: exact > 0
        ? "It is saturated or underflows: rescale what goes into it, or multiply it by a constant."
        : wakes
          ? "Begin elsewhere: here its slope vanishes, as at a saddle or between mirror images."
          : "Training cannot see it from here: look for a hinge, a clip or units that are dead or "
            + "saturated where training begins.")
  }

  /// Nothing moves at all.
  var frozen: Finding? {
    guard objectives.indices.allSatisfy(isIdle) else { return nil }
    return Finding(
      .error, kind: "frozen", objective: nil,
      evidence: "The gradients of all objectives are zero at the start of "
        + "\(Quantity.seeds(views.map(\.seed), of: views.count)).",
      advice: "No strategy can take a step: begin elsewhere or change the objectives.")
  }

  /// Whether the gradient is zero, in the precision of the study, at the start of every seed.
  func isIdle(_ i: Int) -> Bool { views.allSatisfy { $0.faults[i] == nil && $0.norms[i] == 0 } }

  /// Whether the cost is at its lowest in every seed: at a limit that the trace shows, or where
  /// nothing nearby is lower and the gradient is small beside those nearby.
  func beginsAtItsBest(_ i: Int) -> Bool {
    let bounds = plan.problem.terms[i].value.bounds
    let least = objectives[i].direction == .minimize ? bounds.lowerBound : -bounds.upperBound
    return views.allSatisfy { $0.faults[i] == nil && isAtItsBest(i, $0, least: least) }
  }

  private func isAtItsBest(_ i: Int, _ view: SeedView, least: Double) -> Bool {
    let cost = view.start.costs[i]
    let changes = view.nudged.map { $0.costs[i] - cost }
    let loss = Spread(changes)?.median ?? 0
    if cost - least <= max(0, 1e-3 * loss) { return true }
    guard let near = Spread(view.nudged.map { $0.norms[i] })?.median, near > 0 else { return false }
    return changes.allSatisfy { $0 > 0 } && view.start.norms[i] <= 1e-2 * near
  }

  /// An objective whose value keeps its pace along its own gradient, however far one goes.
  func unbounded(_ i: Int) -> Finding? {
    guard let walk = walks[i].first(where: \.isUnbounded) else { return nil }
    let (name, count) = (objectives[i].name, walks[i].count { $0.isUnbounded })
    let verb = objectives[i].direction == .minimize ? "falls" : "rises"
    return Finding(
      .warning, kind: "unbounded", objective: name,
      evidence: "\(name) \(verb) without bound along its own gradient, from \(count) of "
        + "\(walks[i].count) seeds: its pace per unit of distance is "
        + "\(Quantity.text(walk.paces.first ?? 0)) at the start, \(Quantity.text(walk.lastPace)) "
        + "after a distance of \(Quantity.text(walk.distance)).",
      advice: "Give it a bound, a penalty or a fixed number of steps: with a large weight it takes "
        + "every other objective with it.")
  }
}
