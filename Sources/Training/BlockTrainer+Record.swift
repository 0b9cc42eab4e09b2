import Neural
import Records
import Strategies
import Tensors

/// What a block writes down.
extension BlockTrainer {
  /// Evaluates the lanes in training; a value that is not finite ends its run.
  mutating func evaluate(_ step: Int) {
    evaluator.evaluate(lanes)
    let m = plan.objectives.count
    for lane in alive {
      keepExtremes(lane)
      guard let row = recorders[lane].recorder?.begin(step: step) else { continue }
      let values = row + columns.width
      for i in 0..<m { values[i] = evaluator.value(i, lane: lane, or: lanes) }
      guard let i = (0..<m).first(where: { !values[$0].isFinite }) else { continue }
      recorders[lane].recorder?.drop()
      fail(
        lane, .nonFinite, step, "the value of \(plan.objectives[i].name) is \(values[i].words)")
    }
    pass.beginExtremes()
  }

  /// Writes the lowest and the highest value of every objective on the batches since the last row into
  /// it: what goes up and comes down again between two rows is not lost.
  func keepExtremes(_ lane: Int) {
    guard recorders[lane].recorder?.isEmpty == false, let row = recorders[lane].recorder?.lastRow
    else { return }
    for i in signs.indices {
      (row[columns.lowest[i]], row[columns.highest[i]]) = pass.extremes(i, lane: lane)
    }
  }

  /// Goes on looking for extremes where a restored record ends.
  func resumeExtremes(_ lane: Int) {
    guard recorders[lane].recorder?.isEmpty == false, let row = recorders[lane].recorder?.lastRow
    else { return }
    for i in signs.indices {
      pass.resumeExtremes(i, lane: lane, row[columns.lowest[i]], row[columns.highest[i]])
    }
  }

  /// Records what the step revealed and what was decided.
  mutating func recordEvidence() {
    probe.look(at: lanes)
    for lane in alive {
      guard let row = recorders[lane].recorder?.lastRow else { continue }
      let isDirection = decisions.directed.contains(lane)
      for i in signs.indices {
        row[columns.batch[i]] = lanes.value(i, lane: lane)
        if !isDirection {
          row[columns.weight[i]] = signs[i] * weights.start[i * lanes.width + lane]
        }
        row[columns.gradientNorm[i]] = probe.norm(i, lane: lane)
        for j in 0..<i {
          row[columns.cosine[i * (i - 1) / 2 + j]] = probe.cosine(i, j, lane: lane)
        }
      }
      // A network that reads preferences has drawn the next one by now.
      let preference =
        plan.preferenceInputs.isEmpty ? preference(lane) ?? tasks[lane].preference : nil
      for (place, part) in zip(columns.preference, preference ?? []) { row[place] = part }
      guard let solver = decisions.solvers[lane] else { continue }
      row[columns.residual] = solver.residual
      row[columns.fallback] = solver.usedFallback ? 1 : 0
    }
  }

  /// The preference of a lane's next step, where it changes in the course of a run.
  func preference(_ lane: Int) -> [Double]? {
    for group in balancers {
      if let found = group.preference(lane: firstLane + lane) { return found }
    }
    return nil
  }

  /// Records how far the step went.
  mutating func recordStepLengths() {
    lanes.distance(from: former.start, into: lengths.start)
    for lane in alive {
      recorders[lane].recorder?.lastRow[columns.stepLength] = lengths.start[lane]
    }
  }
}
