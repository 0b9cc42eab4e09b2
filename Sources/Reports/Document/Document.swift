/// A report without a format: what every page says, in order.
struct Document {
  /// A fact worth a glance, for instance the number of seeds.
  struct Fact {
    let name: String
    let value: String
  }

  /// The study's name.
  let title: String
  /// What to take, in a few words.
  let answer: String
  /// The two sentences of the answer.
  let verdict: String
  /// What must be known before the numbers are read.
  let notices: [String]
  /// The study at a glance.
  let facts: [Fact]
  /// The figure beside the answer, with its caption.
  let lead: Block
  /// The rest, in order.
  let sections: [Section]

  /// Every figure, in order.
  var figures: [Figure] { lead.figures + sections.flatMap { $0.blocks.flatMap(\.figures) } }
}

/// A titled part of a report.
struct Section {
  /// The anchor, made by us.
  let id: String
  /// The heading.
  let title: String
  /// What it holds; a section without blocks is left out.
  let blocks: [Block]
}

/// A piece of a section.
indirect enum Block {
  /// Running text.
  case paragraph(String)
  /// An explanation, set smaller.
  case note(String)
  /// A heading within a section.
  case heading(String)
  /// A table.
  case table(Table)
  /// Figures side by side, with one caption.
  case figures([Figure], caption: String)
  /// Points, one below the other.
  case list([String])
  /// Sources, with their addresses.
  case references([(citation: String, url: String)])
  /// Text as it stands, line by line.
  case code(String)
  /// Something long, closed until opened.
  case details(summary: String, [Block])

  /// A table of one row an arm or more: of a long one the first rows, the rest closed until opened.
  static func rows(_ table: Table) -> [Block] {
    let count = table.groups.reduce(0) { $0 + $1.rows.count }
    guard count > Material.armsWithPictures + 8 else { return [.table(table)] }
    let (first, rest) = table.split(after: Material.armsWithPictures)
    let hidden = count - Material.armsWithPictures
    return [.table(first), .details(summary: "The other \(hidden) rows", [.table(rest)])]
  }

  /// The figures in it.
  var figures: [Figure] {
    switch self {
    case .figures(let figures, _): figures
    case .details(_, let blocks): blocks.flatMap(\.figures)
    default: []
    }
  }
}
