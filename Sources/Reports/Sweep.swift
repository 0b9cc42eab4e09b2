public import Stability

/// A sweep of one number, for instance the weight of the second objective, each value an arm.
///
/// A report that is given a sweep shows stability and objectives against the number, on a
/// logarithmic axis with zero in a place of its own.
public struct Sweep: Hashable, Sendable {
  /// One value and the arm that ran with it.
  public struct Point: Hashable, Sendable {
    /// The value, 0 or more.
    public let value: Double
    /// The name of the arm.
    public let arm: String

    /// Names the arm of a value.
    public init(_ value: Double, arm: String) { (self.value, self.arm) = (value, arm) }
  }

  /// What was swept, for instance `alpha`.
  public let name: String
  /// The values, in any order; an arm that the report lacks is left out.
  public let points: [Point]
  /// The values between which the arms are stable, or `nil` if none are.
  public let stableRange: ClosedRange<Double>?

  /// Describes a sweep.
  public init(name: String, points: [Point], stableRange: ClosedRange<Double>? = nil) {
    (self.name, self.points, self.stableRange) = (name, points, stableRange)
  }

  /// Describes a sweep, and judges where it is stable: the widest run of neighboring values whose
  /// arms are RATED, lost no run and score at least half of the best of them.
  ///
  /// - Parameters:
  ///   - name: What was swept.
  ///   - points: The values with their arms.
  ///   - report: The report that holds the arms.
  public init(name: String, points: [Point], judgedBy report: StabilityReport) {
    let arms = Dictionary(
      report.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = points.sorted { $0.value < $1.value }
    let sound = sorted.map { point -> Double? in
      guard let arm = arms[point.arm], arm.status == .rated,
        arm.survival.survived == arm.survival.runs
      else { return nil }
      return arm.q
    }
    let best = sound.compactMap(\.self).max() ?? 0
    let runs = sound.map { $0.map { $0 >= best / 2 } ?? false }
    var widest = 0..<0
    var start = 0
    for (index, isStable) in (runs + [false]).enumerated() where !isStable {
      if index - start > widest.count { widest = start..<index }
      start = index + 1
    }
    let range =
      widest.isEmpty ? nil : sorted[widest.lowerBound].value...sorted[widest.upperBound - 1].value
    self.init(name: name, points: points, stableRange: range)
  }

  /// The sweep as text for a terminal: the answer and a table.
  ///
  /// - Parameters:
  ///   - report: The report that holds the arms.
  ///   - width: The columns the terminal has.
  /// - Returns: Lines without a break at the end.
  public func text(_ report: StabilityReport, width: Int = 80) -> String {
    let table = SweepFigure(self, report: report).table
    let lines = TextTable(table).lines(width: width)
    return
      (PlainText.wrapped(PlainText.clean(SweepAnswer(self, report: report).text), to: width) + [""]
      + lines)
      .joined(separator: "\n")
  }
}
