/// Writes a document as one self-contained page.
struct HTMLRenderer {
  private let templates: TemplateLibrary

  /// Reads the templates.
  init() throws { templates = try TemplateLibrary() }

  /// The page.
  func page(_ document: Document) throws -> String {
    let sections = try document.sections.map { section in
      [
        "id": section.id, "heading": PlainText.clean(section.title),
        "body": try section.blocks.map(html).joined(),
      ]
    }
    let facts = document.facts.map {
      ["name": PlainText.clean($0.name), "value": PlainText.clean($0.value)]
    }
    return try templates.render(
      "html-page",
      [
        "title": PlainText.clean(document.title), "answer": PlainText.clean(document.answer),
        "verdict": PlainText.clean(document.verdict), "lead": try html(document.lead),
        "notices": document.notices.map(Markup.running), "facts": facts,
        "sections": sections,
        "style": TemplateLibrary.pageStyle + TemplateLibrary.figureStyle,
      ])
  }

  private func html(_ block: Block) throws -> String {
    switch block {
    case .paragraph(let text): try self.text("paragraph", Markup.running(text))
    case .note(let text): try self.text("note", Markup.running(text))
    case .heading(let text): try self.text("subheading", PlainText.clean(text))
    case .code(let text): try self.text("code", PlainText.clean(text, keepingLines: true))
    case .table(let table): try self.table(table)
    case .figures(let figures, let caption):
      try templates.render(
        "html-figures",
        [
          "figures": figures.map(\.element), "caption": PlainText.clean(caption),
          "single": figures.count == 1,
          "small": figures.allSatisfy { $0.width < Figure.width },
        ])
    case .list(let points):
      try templates.render("html-list", ["points": points.map(Markup.running)])
    case .references(let references): try self.references(references)
    case .details(let summary, let blocks):
      try templates.render(
        "html-details",
        [
          "summary": PlainText.clean(summary), "body": try blocks.map(html).joined(),
          "long": blocks.contains(where: isLong),
        ])
    }
  }

  /// Whether a table would fill pages on paper, where what is closed is opened.
  private func isLong(_ block: Block) -> Bool {
    guard case .table(let table) = block else { return false }
    return table.groups.reduce(0) { $0 + $1.rows.count } > 60
  }

  private func text(_ kind: String, _ text: String) throws -> String {
    try templates.render("html-text", [kind: text])
  }

  private func references(_ references: [(citation: String, url: String)]) throws -> String {
    let entries = references.map { reference in
      var entry = ["citation": PlainText.clean(reference.citation)]
      entry["address"] = Markup.address(reference.url)
      return entry
    }
    return try templates.render("html-references", ["references": entries])
  }

  private func table(_ table: Table) throws -> String {
    let columns: [[String: Any]] = table.columns.map { column in
      var entry: [String: Any] = [
        "label": PlainText.clean(column.title), "number": column.isNumber,
      ]
      entry["note"] = column.note.map { PlainText.clean($0) }
      return entry
    }
    let isNarrow = table.columns.count < 3
    let groups: [[String: Any]] = table.groups.map { group in
      let rows = group.rows.map { ["cells": cells($0, table.columns, labeled: !isNarrow)] }
      var entry: [String: Any] = ["rows": rows, "span": table.columns.count]
      entry["group"] = group.title.map { PlainText.clean($0) }
      return entry
    }
    return try templates.render(
      "html-table",
      [
        "columns": columns, "groups": groups, "narrow": isNarrow,
        "name": Markup.escaped(
          "Table: " + table.columns.map(\.title).joined(separator: ", ")),
      ])
  }

  /// The columns of text beyond which a cell takes a line of its own on a narrow screen.
  private static let narrowWidth = 16

  /// - Parameter labeled: Whether cells carry the name of their column, which a narrow screen shows
  ///   in place of the head of the table.
  private func cells(
    _ row: [Table.Cell], _ columns: [Table.Column], labeled: Bool
  ) -> [[String: Any]] {
    zip(columns, row).enumerated().map { index, pair in
      let (column, cell) = pair
      var entry: [String: Any] = [
        "heading": index == 0, "text": Markup.running(cell.text),
        "number": column.isNumber, "strong": cell.isStrong,
        "long": !column.isNumber && PlainText.width(cell.text) > Self.narrowWidth,
      ]
      if labeled {
        let note = column.note.map { ", " + $0 } ?? ""
        entry["label"] = Markup.escaped(column.title + note)
      }
      entry["detail"] = cell.detail.map(Markup.running)
      return entry
    }
  }
}
