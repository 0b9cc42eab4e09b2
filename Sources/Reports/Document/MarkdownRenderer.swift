/// Writes a document as Markdown, its figures as files in the folder `figures` beside it.
struct MarkdownRenderer {
  private let templates: TemplateLibrary

  /// Reads the templates.
  init() throws { templates = try TemplateLibrary() }

  /// The page.
  func page(_ document: Document) throws -> String {
    let sections = try document.sections.map { section in
      [
        "heading": MarkdownText.escaped(section.title),
        "body": try section.blocks.map(markdown).joined(separator: "\n\n"),
      ]
    }
    let facts = document.facts.map {
      ["name": MarkdownText.escaped($0.name), "value": MarkdownText.escaped($0.value)]
    }
    return try templates.render(
      "md-page",
      [
        "title": MarkdownText.escaped(document.title),
        "answer": MarkdownText.escaped(document.answer), "lead": try markdown(document.lead),
        "verdict": MarkdownText.escaped(document.verdict),
        "notices": document.notices.map(MarkdownText.escaped), "facts": facts,
        "sections": sections,
      ])
  }

  private func markdown(_ block: Block) throws -> String {
    switch block {
    case .paragraph(let text), .note(let text): MarkdownText.escaped(text)
    case .heading(let text): "### " + MarkdownText.escaped(text)
    case .code(let text): code(text)
    case .table(let table): try self.table(table)
    case .figures(let figures, let caption):
      figures.map(image).joined(separator: "\n") + "\n\n" + MarkdownText.escaped(caption)
    case .list(let points): points.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    case .references(let references):
      references.map { "- " + link($0.citation, $0.url) }.joined(separator: "\n")
    case .details(let summary, let blocks):
      "<details>\n<summary>\(Markup.escaped(summary))</summary>\n\n"
        + (try blocks.map(markdown).joined(separator: "\n\n")) + "\n\n</details>"
    }
  }

  private func code(_ text: String) -> String {
    let fence = MarkdownText.fence(around: text)
    return fence + "\n" + PlainText.clean(text, keepingLines: true) + "\n" + fence
  }

  private func image(_ figure: Figure) -> String {
    "![\(MarkdownText.escaped(figure.summary))](figures/\(figure.name).svg)"
  }

  private func link(_ citation: String, _ url: String) -> String {
    let text = MarkdownText.escaped(citation)
    return Markup.address(url).map { "\(text): <\($0)>" } ?? text
  }

  private func table(_ table: Table) throws -> String {
    let rows = table.groups.flatMap { group in
      let heading = group.title.map { [["cells": headed($0, table.columns.count)]] } ?? []
      return heading + group.rows.map { ["cells": $0.map(cell)] }
    }
    let columns = table.columns.map { column in
      [
        "label": MarkdownText.escaped(
          column.title + (column.note.map { ", " + $0 } ?? "")),
        "rule": column.isNumber ? "---:" : "---",
      ]
    }
    return try templates.render("md-table", ["columns": columns, "rows": rows])
  }

  private func headed(_ title: String, _ count: Int) -> [String] {
    ["**" + MarkdownText.escaped(title) + "**"] + Array(repeating: "", count: count - 1)
  }

  private func cell(_ cell: Table.Cell) -> String {
    let text = MarkdownText.escaped(cell.text)
    let shown = cell.isStrong ? "**\(text)**" : text
    return cell.detail.map { shown + "<br>" + MarkdownText.escaped($0) } ?? shown
  }
}
