import Foundation

/// How an axis maps values to the fraction of its length, 0 at the lower end.
struct Scale: Equatable {
  /// The shape of the map.
  enum Kind: Equatable {
    /// Equal steps are equal lengths.
    case linear
    /// Equal ratios are equal lengths.
    case log
    /// Linear below the threshold on both sides of zero, logarithmic above it.
    case symmetricLog(threshold: Double)
    /// Logarithmic, with a place of its own for zero at the left.
    case logWithZero
  }

  /// The shape.
  let kind: Kind
  /// The value at the lower end.
  let lower: Double
  /// The value at the upper end.
  let upper: Double

  /// The share of the axis that zero has for itself on a ``Kind/logWithZero`` scale.
  static let zeroShare = 0.14

  /// Makes a scale; equal ends are moved apart.
  init(_ kind: Kind, _ lower: Double, _ upper: Double) {
    self.kind = kind
    switch kind {
    case _ where lower < upper: (self.lower, self.upper) = (lower, upper)
    case .log, .logWithZero: (self.lower, self.upper) = (lower / 2, lower * 2)
    default:
      let margin = lower == 0 ? 1 : lower.magnitude / 10
      (self.lower, self.upper) = (lower - margin, lower + margin)
    }
  }

  /// A linear scale.
  init(_ lower: Double, _ upper: Double) { self.init(.linear, lower, upper) }

  /// Where a value stands, clamped to [0, 1]; not a number stands at 0.
  func fraction(_ value: Double) -> Double {
    if kind == .logWithZero {
      guard value > 0 else { return Scale.zeroShare / 3 }
      return Scale.zeroShare + (1 - Scale.zeroShare) * share(value)
    }
    return share(value)
  }

  private func share(_ value: Double) -> Double {
    let share = (forward(value) - forward(lower)) / (forward(upper) - forward(lower))
    return share.isNaN ? 0 : min(max(share, 0), 1)
  }

  private func forward(_ value: Double) -> Double {
    switch kind {
    case .linear: return value
    case .log, .logWithZero: return log10(max(value, lower / 10))
    case .symmetricLog(let threshold):
      let length = log10(1 + value.magnitude / threshold)
      return value < 0 ? -length : length
    }
  }
}

extension Scale {
  /// A scale for these values: linear, unless most of them would be flat on it.
  ///
  /// Positive values over three decades, or with a far outlier, get a logarithm; values of both
  /// signs whose extent is many times that of their central 80% a symmetric logarithm.
  static func fitting(_ values: [Double], containing fixed: [Double] = []) -> Scale {
    let finite = (values + fixed).filter(\.isFinite).sorted()
    guard let low = finite.first, let high = finite.last else { return Scale(0, 1) }
    let center = Quantiles.quantile(finite, 0.9) - Quantiles.quantile(finite, 0.1)
    let isFlat = center > 0 && high - low > 8 * center
    if low > 0, high / low >= (isFlat ? 10 : 1000) {
      return Scale(.log, max(low / 1.3, high / mostDecades), high * 1.3)
    }
    let typical = Quantiles.quantile(finite.map(\.magnitude).filter { $0 > 0 }.sorted(), 0.5)
    if isFlat, max(high, -low) > 30 * typical { return symmetricLog(low, high, typical) }
    let margin = (high - low) * 0.04
    return Scale(low == 0 ? 0 : low - margin, high + margin)
  }

  /// What a logarithm shows below the highest value; the rest is as good as zero.
  private static let mostDecades = 1e8

  /// The same, but a linear scale is not stretched by a few of many values: up to 2 % at either end
  /// lie beyond it where it would be less than half as long without them.
  static func fittingMost(of values: [Double]) -> Scale {
    let whole = fitting(values)
    let sorted = values.filter(\.isFinite).sorted()
    guard case .linear = whole.kind, let low = sorted.first, let high = sorted.last else {
      return whole
    }
    let (lower, upper) = (Quantiles.quantile(sorted, 0.02), Quantiles.quantile(sorted, 0.98))
    guard upper > lower, sorted.count >= 50, high - low > 2 * (upper - lower) else { return whole }
    let margin = (upper - lower) / 10
    return fitting(sorted.filter { $0 >= lower - margin && $0 <= upper + margin })
  }

  /// Whether a value lies beyond the ends.
  func isBeyond(_ value: Double) -> Bool { value < lower || value > upper }

  /// The same for the final values of a front, whose ends may be at their best but for rounding: no
  /// logarithm unless the central 80% of the values span two decades or leave an outlier far off.
  static func ofFront(_ values: [Double]) -> Scale {
    let whole = fittingMost(of: values)
    let finite = values.filter(\.isFinite).sorted()
    guard whole.kind == .log, let low = finite.first, let high = finite.last else { return whole }
    let (lower, upper) = (Quantiles.quantile(finite, 0.1), Quantiles.quantile(finite, 0.9))
    guard upper < 100 * lower, high - low <= 8 * (upper - lower) else { return whole }
    let margin = (high - low) * 0.04
    return Scale(low - margin, high + margin)
  }

  private static func symmetricLog(_ low: Double, _ high: Double, _ typical: Double) -> Scale {
    let threshold = pow(10, log10(typical).rounded(.down))
    return Scale(
      .symmetricLog(threshold: threshold), low < 0 ? low * 1.5 : 0, high > 0 ? high * 1.5 : 0)
  }
}
