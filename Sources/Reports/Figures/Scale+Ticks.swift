import Foundation

/// A labeled place on an axis.
struct Tick: Equatable {
  let value: Double
  let label: String
}

extension Scale {
  /// About `count` round values on the scale.
  func ticks(_ count: Int = 5) -> [Tick] {
    switch kind {
    case .linear: linearTicks(count)
    case .log: decadeTicks(count)
    case .logWithZero: [Tick(value: 0, label: "0")] + decadeTicks(count)
    case .symmetricLog(let threshold): symmetricTicks(count, threshold)
    }
  }

  /// About `count` ticks whose labels, set side by side on an axis of that length, do not touch;
  /// zero goes before others, then large values before small ones.
  func ticks(_ count: Int, across length: Double) -> [Tick] {
    apart(ticks(count), length) { SVG.width($0.label) + 6 }
  }

  /// The same for an upright axis, its labels one above the other.
  func ticks(_ count: Int = 5, upright length: Double) -> [Tick] {
    apart(ticks(count), length) { _ in 15 }
  }

  private func apart(_ ticks: [Tick], _ length: Double, _ room: (Tick) -> Double) -> [Tick] {
    var kept: [Tick] = []
    for tick in ticks.filter({ $0.value == 0 }) + ticks.filter({ $0.value != 0 }).reversed() {
      let place = fraction(tick.value) * length
      let isFree = kept.allSatisfy {
        (fraction($0.value) * length - place).magnitude >= (room($0) + room(tick)) / 2
      }
      if isFree { kept.append(tick) }
    }
    return kept.sorted { $0.value < $1.value }
  }

  private func linearTicks(_ count: Int) -> [Tick] {
    let step = Scale.roundStep((upper - lower) / Double(max(count, 1)))
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    return stride(from: first, through: last, by: 1).map {
      Tick(value: $0 * step, label: Scale.label($0 * step, step: step))
    }
  }

  /// The smallest of 1, 2, 2.5 and 5 times a power of ten that is no less than the step.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= step * 0.999 } ?? 10
    return factor * power
  }

  private static func label(_ value: Double, step: Double) -> String {
    guard value.magnitude > step / 1000 else { return "0" }
    guard value.magnitude < 1e6, step >= 1e-4 else {
      let digits = Int(log10((value / step).magnitude).rounded(.down)) + 2
      return Numeral.text(value, digits: max(1, min(digits, 4)))
    }
    let decimals = (0...5).first { isWhole(step * pow(10, Double($0))) } ?? 5
    return Numeral.fixed(value, decimals)
  }

  private static func isWhole(_ value: Double) -> Bool {
    (value - value.rounded()).magnitude < 1e-6
  }

  private func decadeTicks(_ count: Int) -> [Tick] {
    let (low, high) = (log10(lower), log10(upper))
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    guard last - first >= 1 else { return fineTicks() }
    let jump = max(1, Int((Double(last - first) / Double(count)).rounded(.up)))
    let exponents = Array(stride(from: first, through: last, by: jump))
    let labels = Numeral.powersOfTen(exponents)
    return zip(exponents, labels).map { Tick(value: pow(10, Double($0)), label: $1) }
  }

  private func fineTicks() -> [Tick] {
    let power = pow(10, log10(lower).rounded(.down))
    let candidates = [1, 2, 5, 10, 20, 50, 100].map { $0 * power }
    return candidates.filter { $0 >= lower && $0 <= upper }.map {
      Tick(value: $0, label: Numeral.text($0, digits: 1))
    }
  }

  private func symmetricTicks(_ count: Int, _ threshold: Double) -> [Tick] {
    let first = Int(log10(threshold).rounded())
    func decades(_ limit: Double) -> Int {
      limit < threshold ? 0 : Int(log10(limit).rounded(.down)) - first + 1
    }
    let all = decades(-lower) + decades(upper)
    let jump = max(1, Int((Double(all) / Double(count)).rounded(.up)))
    func exponents(_ limit: Double) -> [Int] {
      Array(stride(from: first + decades(limit) - 1, through: first, by: -jump))
    }
    let (below, above) = (exponents(-lower), exponents(upper))
    let labels = Numeral.powersOfTen(below + above)
    let ticks = zip(below + above, labels).enumerated().map { index, power in
      let (sign, minus) = index < below.count ? (-1.0, "\u{2212}") : (1, "")
      return Tick(value: sign * pow(10, Double(power.0)), label: minus + power.1)
    }
    let zero = lower <= 0 && upper >= 0 ? [Tick(value: 0, label: "0")] : []
    return ticks.prefix(below.count) + zero + ticks.dropFirst(below.count).reversed()
  }
}
