extension StabilityReport {
  /// What to take, in a few words; the verdict says how sure that is.
  ///
  /// The arm of the highest `Q` (the baseline, which is the measure, aside), with those that the
  /// comparisons do not tell apart from it (of a long sweep, whose intervals meet its own); where no
  /// single arm can be ranked, the largest front with those whose intervals meet its own.
  public var answer: String {
    let ranked = arms.filter { $0.status == .rated && $0.q != nil && !$0.baseline }
    guard let best = ranked.max(by: { ($0.q ?? 0) < ($1.q ?? 0) }) else { return answerOfFronts }
    guard (best.q ?? 0) >= Verdict.leastSteady else { return "No arm holds steady" }
    let others = ranked.filter { $0.name != best.name }
    // A long sweep is not compared pair by pair: its intervals have to do.
    guard !pairs.isEmpty else {
      return Self.advice(best.name, others.filter { $0.meets(best) }.map(\.name), "intervals meet")
    }
    let tied = others.map(\.name).filter { !pairs.tellApart($0, best.name) }
    return Self.advice(best.name, tied, "not told apart")
  }

  private var answerOfFronts: String {
    guard study.status == "SCORED", let (best, close) = fronts.largest else {
      return "No arm can be ranked"
    }
    return Self.advice("the front of " + best.arm, close.map(\.arm), "intervals meet")
  }

  private static func advice(_ best: String, _ others: [String], _ relation: String) -> String {
    switch others.count {
    case 0: "Take \(best)"
    case 1: "Take \(best) or \(others[0]) (\(relation))"
    default: "Take \(best) or one of \(others.count) others (\(relation))"
    }
  }
}

extension ArmReport {
  /// Whether the interval of `Q` reaches that of a better arm; an interval that is not known may.
  fileprivate func meets(_ best: ArmReport) -> Bool {
    guard let upper = interval?.upper, let lower = best.interval?.lower else { return true }
    return upper >= lower
  }
}

extension [FrontReport] {
  /// The front of the largest median hypervolume, and those whose intervals meet its own; `nil` where
  /// none has one.
  var largest: (best: FrontReport, close: [FrontReport])? {
    let known = filter { $0.hypervolume != nil }.enumerated().sorted {
      ($1.element.hypervolume ?? 0, $0.offset) < ($0.element.hypervolume ?? 0, $1.offset)
    }.map(\.element)
    guard let best = known.first else { return nil }
    let close = known.dropFirst().filter { other in
      guard let lower = best.interval?.lower, let upper = other.interval?.upper else { return true }
      return upper >= lower
    }
    return (best, Array(close))
  }
}
