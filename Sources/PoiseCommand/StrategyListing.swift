import Foundation
import Poise

/// The catalogue's cards as text and as JSON.
enum StrategyListing: CatalogueListing {
  static let noun = "strategy"
  static let command = "strategies"
  static var all: [any Sampler] { StrategyCatalogue.all }
  static func id(_ entry: any Sampler) -> String { type(of: entry).card.id }

  /// One line a strategy: identifier, title, sum of its weights, default settings.
  static var table: String {
    let rows = all.map { entry -> [String] in
      let card = type(of: entry).card
      return [card.id, card.title, "Σw = \(card.weightSum)", defaults(entry)]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      (0..<3).map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
        .joined(separator: "  ") + "  " + row[3]
    }.joined(separator: "\n")
  }

  /// Everything on one card.
  static func page(_ entry: any Sampler) -> String {
    let card = type(of: entry).card
    var lines = [
      "\(card.title) (\(card.id))", "", "  \(card.rule)", "",
      "Weights sum to: \(card.weightSum)",
      "Losses: "
        + (card.domain == .any ? "any" : card.domain.rawValue + ", with the default settings"),
      "Claims: " + card.claims.map(\.rawValue).sorted().joined(separator: ", "),
    ]
    lines += card.settings.isEmpty ? ["Settings: none"] : ["Settings:"]
    lines += card.settings.map { setting in
      let standard = entry.settings[setting.name].map { ", default \($0)" } ?? ""
      return "  \(setting.name): \(setting.meaning) (\(setting.wanted)\(standard))"
    }
    lines.append("Degenerate input: \(card.degenerate)")
    lines += card.departures.isEmpty ? [] : ["Departures and defaults:"]
    lines += card.departures.map { "  " + $0 }
    lines.append("Evidence: " + evidence(entry))
    lines.append("Reference: \(card.reference.citation), \(card.reference.url)")
    return lines.joined(separator: "\n")
  }

  /// Everything on one card, for programs.
  static func record(_ entry: any Sampler) -> Setting {
    let card = type(of: entry).card
    return .object([
      "id": .text(card.id), "title": .text(card.title), "rule": .text(card.rule),
      "weightSum": .text(card.weightSum), "domain": .text(card.domain.rawValue),
      "claims": .list(card.claims.map(\.rawValue).sorted().map(Setting.text)),
      "defaults": .object(entry.settings), "evidence": .text(evidence(entry)),
      "degenerate": .text(card.degenerate),
      "departures": .list(card.departures.map(Setting.text)),
      "settings": .list(card.settings.map(\.record)), "reference": card.reference.record,
    ])
  }

  /// What a strategy must know, and where its gradients are taken.
  private static func evidence(_ entry: any Sampler) -> String {
    guard let strategy = entry as? any Strategy else { return "that of its members" }
    func words<S: Strategy>(_ strategy: S) -> String {
      let demand = S.Evidence.demand
      guard demand.contains(.gradients) else { return "losses" }
      let kind = demand.contains(.gramian) ? "inner products of gradients" : "gradients"
      if strategy.request.place == .representation {
        return kind + ", by the shared representation"
      }
      switch strategy.request.parameters {
      case .allShared: return kind + ", by all parameters"
      case .lastSharedLayer: return kind + ", by the weights of the last shared layer"
      case .named(let names): return kind + ", by " + names.joined(separator: ", ")
      }
    }
    return words(strategy)
  }

  private static func defaults(_ entry: any Sampler) -> String {
    let settings = entry.settings
    guard !settings.isEmpty, !(entry is Fixed) else {
      return entry is Fixed ? "weights required" : ""
    }
    return settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: " ")
  }
}
