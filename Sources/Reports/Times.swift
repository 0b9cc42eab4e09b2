/// How long a study took; stands under `times` in `report.json`.
public struct Times: Codable, Hashable, Sendable {
  /// Seconds spent training.
  public let trainingSeconds: Double
  /// Seconds spent scoring.
  public let scoringSeconds: Double
  /// Seconds from start to end.
  public let totalSeconds: Double
  /// When it ended, as ISO 8601 writes it.
  public let finished: String

  /// Describes how long a study took.
  public init(
    trainingSeconds: Double, scoringSeconds: Double, totalSeconds: Double, finished: String
  ) {
    (self.trainingSeconds, self.scoringSeconds) = (trainingSeconds, scoringSeconds)
    (self.totalSeconds, self.finished) = (totalSeconds, finished)
  }

  /// The facts as a report lists them.
  var facts: [(String, String)] {
    [
      ("Training", Numeral.duration(trainingSeconds)),
      ("Scoring", Numeral.duration(scoringSeconds)),
      ("Total", Numeral.duration(totalSeconds)), ("Finished", finished),
    ]
  }
}
