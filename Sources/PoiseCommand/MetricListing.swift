import Foundation
import Poise

/// The catalogue of statistics as text and as JSON.
enum MetricListing: CatalogueListing {
  static let noun = "statistic"
  static let command = "metrics"
  static var all: [Metric] { MetricCatalogue.all }
  static func id(_ metric: Metric) -> String { metric.id }
  static func record(_ metric: Metric) -> Metric { metric }

  /// One block a scope; a star marks what enters the score.
  static var table: String {
    let width = all.map(\.id.count).max() ?? 0
    return Metric.Scope.allCases.map { scope in
      let rows = all.filter { $0.scope == scope }.flatMap { metric in
        let id = metric.id.padding(toLength: width, withPad: " ", startingAt: 0)
        let margin = String(repeating: " ", count: width + 4)
        return [
          "\(metric.isScored ? "★" : " ") \(id)  \(metric.formula)",
          "\(margin)\(metric.range)", "\(margin)\(metric.reference.citation)",
        ]
      }
      return ([heading(scope)] + rows).joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n\n★ enters the score"
  }

  private static func heading(_ scope: Metric.Scope) -> String {
    switch scope {
    case .run: "Within a run"
    case .seeds: "Across the seeds of an arm"
    case .arms: "Across arms"
    case .gradients: "Of gradients and weights"
    case .fronts: "Of fronts"
    }
  }

  /// Everything about a statistic.
  static func page(_ metric: Metric) -> String {
    """
    \(metric.title) (\(metric.id)): \(metric.meaning)

      \(metric.formula)

    Range: \(metric.range)
    Score: \(metric.isScored ? "it enters the score" : "it explains and does not count")
    Reference: \(metric.reference.citation), \(metric.reference.url)
    """
  }
}
