internal import Statistics

extension FiniteSeries {
  /// The final level: the median of the last evaluations.
  func finalLevel(_ window: EvaluationWindow) throws -> Double {
    try FiniteSeries(Array(values.suffix(window.finalCount)), named: name).median
  }

  /// The values minus their moving median, where the window is whole.
  func residuals(_ window: EvaluationWindow) throws -> FiniteSeries {
    try residuals(from: movingMedian(window: window.width), window)
  }

  /// The values minus a level, where the window is whole.
  func residuals(from level: [Double], _ window: EvaluationWindow) throws -> FiniteSeries {
    try FiniteSeries(window.interior.map { values[$0] - level[$0] }, named: "the residuals")
  }
}
