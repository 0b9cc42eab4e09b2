import Records
import Training

/// How the objectives stand beside each other.
extension ProbeEvidence {
  /// From which ratio of gradients on one of them has no say: 1% of the direction.
  private static let dominance = 100.0

  /// An objective whose gradient is far longer than every other.
  func dominating(_ i: Int) -> Finding? {
    let others = objectives.indices.filter { $0 != i && isComparable[$0] }
    guard isComparable[i], !others.isEmpty else { return nil }
    let ratios = views.map { view in
      view.start.norms[i] / (others.map { view.start.norms[$0] }.max() ?? .nan)
    }
    guard let ratio = Spread(ratios), ratio.median >= Self.dominance else { return nil }
    let rest = others.count == 1 ? "that of \(objectives[others[0]].name)" : "the longest other"
    return Finding(
      .warning, kind: "dominates", objective: objectives[i].name,
      evidence: "The gradient of \(objectives[i].name) is \(said(ratio)) times as long as \(rest) "
        + "at the start (median, least and most over seeds).",
      advice: "With equal weights the others have no say: rescale it, weigh it down (see the "
        + "bracket), or choose a strategy that does not depend on scale.")
  }

  /// An objective whose gradient is far shorter than that of others, of which none dominates alone.
  func dwarfed(_ i: Int) -> Finding? {
    let others = objectives.indices.filter { $0 != i && isComparable[$0] }
    guard isComparable[i], !others.isEmpty else { return nil }
    let rivals = others.filter { !giants.contains($0) }
    guard !rivals.isEmpty else { return nil }
    let ratios = views.map { view in
      (rivals.map { view.start.norms[$0] }.max() ?? .nan) / view.start.norms[i]
    }
    guard let ratio = Spread(ratios), ratio.median >= Self.dominance else { return nil }
    return Finding(
      .warning, kind: "dwarfed", objective: objectives[i].name,
      evidence: "The longest gradient of the others is \(said(ratio)) times as long as that of "
        + "\(objectives[i].name) at the start (median, least and most over seeds).",
      advice: "With equal weights it has no say: rescale it, weigh it up (see the bracket), or "
        + "choose a strategy that does not depend on scale.")
  }

  /// Two objectives of which one loses whatever the other gains.
  func opposed(_ i: Int, _ j: Int) -> Finding? {
    let cosines = views.map { $0.cosine(i, j) } + path.cosines(i, j)
    guard isComparable[i], isComparable[j], cosines.allSatisfy({ $0 <= -0.999 }) else { return nil }
    let (a, b) = (objectives[i].name, objectives[j].name)
    return Finding(
      .warning, kind: "opposed", objective: b,
      evidence: "The gradients of \(a) and \(b) are opposite at the start and at all "
        + "\(cosines.count) places that were looked at: no cosine is above −0.999.",
      advice: "What one gains the other loses: only a choice of weights decides, no strategy can "
        + "improve both. Check that the directions are meant so.")
  }

  /// How much the objectives conflict.
  var conflict: Finding? {
    let pairs = objectives.indices.flatMap { i in (0..<i).map { ($0, i) } }
    let shares = pairs.map { pair in (pair, path.cosines(pair.0, pair.1).negativeShare ?? 0) }
    guard let worst = shares.max(by: { $0.1 < $1.1 }), worst.1 >= 0.1,
      let cosine = Spread(path.cosines(worst.0.0, worst.0.1), tail: 0.1)
    else { return nil }
    let count = shares.count { $0.1 >= 0.1 }
    let most = pairs.count > 1 ? "\(count) of \(pairs.count) pairs conflict, most " : ""
    return Finding(
      .note, kind: "conflict", objective: nil,
      evidence: "\(most)\(objectives[worst.0.0].name) and \(objectives[worst.0.1].name)"
        + "\(pairs.count > 1 ? ":" : " conflict:") their gradients have a negative cosine at "
        + "\(Quantity.percent(worst.1)) of the probe's steps, \(said(cosine, digits: 2)) (median, "
        + "10% and 90% quantiles).",
      advice: "Here strategies that remove conflicts may differ from fixed weights; compare them.")
  }

  /// The weights that make all gradients as long as the first objective's.
  var bracket: Finding? {
    guard objectives.count > 1, isComparable[0] else { return nil }
    let brackets = objectives.indices.dropFirst().compactMap { j in
      weights(of: j).map { (objectives[j].name, $0.start, $0.path) }
    }
    guard !brackets.isEmpty else { return nil }
    let isAlpha = objectives.count == 2
    let list = brackets.map { name, start, path in
      "\(isAlpha ? "alpha" : name) \(said(start, digits: 2)) at the start, "
        + "\(Quantity.text(path.lower, digits: 2)) to \(Quantity.text(path.upper, digits: 2)) on "
        + "the way"
    }
    let first = objectives[0].name
    let other = isAlpha ? objectives[1].name : "objective"
    return Finding(
      .note, kind: isAlpha ? "alpha" : "weights", objective: nil,
      evidence: "The weight ‖∇\(first)‖ / ‖∇\(other)‖ makes both gradients equally long: "
        + list.joined(separator: "; ") + " (median, least and most over seeds; 10% to 90% "
        + "quantiles over seeds and steps).",
      advice: isAlpha ? alphaAdvice(brackets[0].1, brackets[0].2) : "Begin a search there.")
  }

  /// A first value, and the bracket with a decade on each side to search in.
  private func alphaAdvice(_ start: Spread, _ path: Spread) -> String {
    let ends = [min(start.lower, path.lower) / 10, max(start.upper, path.upper) * 10]
      .map { Quantity.typed($0, digits: 1) }
    return "Begin with fixed: { alpha: \(Quantity.typed(start.median, digits: 2)) } and search a "
      + "decade beyond: poise sweep STUDY.yaml --from \(ends[0]) --to \(ends[1])."
  }

  /// The weights of an objective that make its gradient as long as the first's: at the start over
  /// seeds, and over all that was seen on the way.
  func weights(of j: Int) -> (start: Spread, path: Spread)? {
    let start = views.map { $0.start.norms[0] / $0.start.norms[j] }.filter { $0 > 0 }
    let path = path.norms(0, j).map { $0.0 / $0.1 }
    guard let first = Spread(start), let all = Spread(path + (path.isEmpty ? start : []), tail: 0.1)
    else { return nil }
    return (first, all)
  }

  private func said(_ spread: Spread, digits: Int = 3) -> String {
    Quantity.text(spread.median, spread.lower, spread.upper, digits: digits)
  }
}

extension [Double] {
  /// The share of negative numbers; `nil` where there are none at all.
  var negativeShare: Double? {
    isEmpty ? nil : Double(count { $0 < 0 }) / Double(count)
  }
}
