import Foundation
import Poise

/// The grid of a sweep, its study, and what came of it.
enum AlphaSweep {
  /// Zero, and values equally spaced in the logarithm, to four significant digits.
  static func grid(from: Double, to: Double, points: Int) -> [Double] {
    let steps = (0..<points).map { k in
      from * pow(to / from, Double(k) / Double(points - 1))
    }
    return [0] + steps.map(rounded)
  }

  /// The study with an arm for each alpha in place of its own.
  ///
  /// - Throws: ``StudyError`` unless there are two objectives.
  static func study(_ original: Study, alphas: [Double]) throws(StudyError) -> Study {
    guard original.problem.objectives.count == 2 else {
      throw StudyError(
        "found \(original.problem.objectives.count) objectives, wanted two: alpha weighs the "
          + "second against the first")
    }
    return try original.changed(
      name: original.name + "-sweep", arms: alphas.map { Arm(Fixed(alpha: $0), name: name($0)) })
  }

  /// What was swept, and where it is stable.
  static func sweep(of report: StabilityReport, alphas: [Double]) -> Sweep {
    Sweep(
      name: "alpha", points: alphas.map { Sweep.Point($0, arm: name($0)) }, judgedBy: report)
  }

  private static func name(_ alpha: Double) -> String { "alpha=\(Setting.number(alpha))" }

  private static func rounded(_ x: Double) -> Double { Double(String(format: "%.4g", x)) ?? x }
}
