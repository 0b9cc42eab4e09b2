import Foundation
import Poise

/// The catalogue's problems as text and as JSON.
enum ProblemListing: CatalogueListing {
  static let noun = "problem"
  static let command = "problems"
  static var all: [any KnownProblem] { ProblemCatalogue.all }
  static func id(_ entry: any KnownProblem) -> String { entry.card.id }

  /// One line a problem: identifier, settings, front.
  static var table: String {
    let rows = all.map { [$0.card.id, settings($0), $0.card.front] }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      (0..<2).map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
        .joined(separator: "  ") + "  " + row[2]
    }.joined(separator: "\n")
  }

  /// Everything on one card.
  static func page(_ entry: any KnownProblem) -> String {
    let card = entry.card
    var lines = ["\(card.title) (\(card.id))", ""] + card.formula.map { "  " + $0 }
    lines += ["", "Variables: \(card.box)", "Front: \(card.front)"]
    if let front = entry.front {
      lines.append("Ideal: \(words(front.ideal)), nadir: \(words(front.nadir))")
      if let volume = front.hypervolume(reference: front.reference) {
        lines.append(
          "Hypervolume of the whole front: \(Setting.number(volume)) for the reference "
            + "\(words(front.reference)), all minimized")
      }
    }
    lines += card.settings.isEmpty ? ["Settings: none"] : ["Settings:"]
    lines += card.settings.map { setting in
      let standard = entry.settings.values[setting.name].map { ", default \($0)" } ?? ""
      return "  \(setting.name): \(setting.meaning) (\(setting.wanted)\(standard))"
    }
    lines += card.notes.isEmpty ? [] : ["Notes:"] + card.notes.map { "  " + $0 }
    lines.append("In a study file: problem: { catalog: \(card.id) }")
    lines.append("Reference: \(card.reference.citation), \(card.reference.url)")
    return lines.joined(separator: "\n")
  }

  /// Everything on one card, for programs.
  static func record(_ entry: any KnownProblem) -> Setting {
    let card = entry.card
    return .object([
      "id": .text(card.id), "title": .text(card.title),
      "formula": .list(card.formula.map(Setting.text)), "variables": .text(card.box),
      "front": .text(card.front), "known": entry.front.map(record) ?? .null,
      "defaults": .object(entry.settings.values),
      "settings": .list(card.settings.map(\.record)),
      "notes": .list(card.notes.map(Setting.text)), "reference": card.reference.record,
    ])
  }

  private static func record(_ front: KnownFront) -> Setting {
    let reference = front.reference
    return .object([
      "bend": .text(front.bend.rawValue), "ideal": numbers(front.ideal),
      "nadir": numbers(front.nadir), "reference": numbers(reference),
      "hypervolume": front.hypervolume(reference: reference).map(Setting.number) ?? .null,
    ])
  }

  private static func numbers(_ values: [Double]) -> Setting { .list(values.map(Setting.number)) }

  private static func words(_ values: [Double]) -> String { "\(numbers(values))" }

  private static func settings(_ entry: any KnownProblem) -> String {
    entry.settings.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: " ")
  }
}
