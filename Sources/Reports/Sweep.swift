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

  /// The sweep as text for a terminal: one sentence and a table.
  ///
  /// - Parameters:
  ///   - report: The report that holds the arms.
  ///   - width: The columns the terminal has.
  /// - Returns: Lines without a break at the end.
  public func text(_ report: StabilityReport, width: Int = 80) -> String {
    let table = SweepFigure(self, report: report).table
    let lines = TextTable(table).lines(width: width)
    return (PlainText.wrapped(PlainText.clean(sentence), to: width) + [""] + lines)
      .joined(separator: "\n")
  }

  /// The answer in one sentence.
  var sentence: String {
    guard let stableRange else { return "No value of \(name) in this sweep is stable." }
    let (low, high) = (stableRange.lowerBound, stableRange.upperBound)
    return "The stable range of \(name) is \(Numeral.exact(low)) to \(Numeral.exact(high))."
  }
}
