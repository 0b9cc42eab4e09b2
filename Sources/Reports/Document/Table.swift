/// Rows of cells under named columns.
struct Table {
  /// A column.
  struct Column {
    let title: String
    var note: String?
    var isNumber = false

    /// A column of numbers.
    static func number(_ title: String, note: String? = nil) -> Column {
      Column(title: title, note: note, isNumber: true)
    }

    /// A column of texts.
    static func text(_ title: String, note: String? = nil) -> Column {
      Column(title: title, note: note)
    }
  }

  /// A cell: what it says and, smaller, what belongs to it.
  struct Cell: ExpressibleByStringInterpolation {
    let text: String
    var detail: String?
    var isStrong = false

    init(_ text: String, detail: String? = nil, isStrong: Bool = false) {
      (self.text, self.detail, self.isStrong) = (text, detail, isStrong)
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  /// Rows that belong together, with a heading of their own or none.
  struct Group {
    var title: String?
    let rows: [[Cell]]
  }

  /// The columns.
  let columns: [Column]
  /// The rows.
  let groups: [Group]

  /// A table of groups.
  init(_ columns: [Column], groups: [Group]) {
    (self.columns, self.groups) = (columns, groups.filter { !$0.rows.isEmpty })
  }

  /// The table without the columns in which no row says anything, the first one aside.
  func withoutEmptyColumns() -> Table {
    let rows = groups.flatMap(\.rows)
    let kept = columns.indices.filter { column in
      column == 0
        || rows.contains { $0[column].text != Numeral.missing || $0[column].detail != nil }
    }
    return Table(
      kept.map { columns[$0] },
      groups: groups.map { group in
        Group(title: group.title, rows: group.rows.map { row in kept.map { row[$0] } })
      })
  }

  /// The first rows and the others, each under the heading of their group.
  func split(after count: Int) -> (first: Table, rest: Table) {
    var left = count
    var (first, rest): ([Group], [Group]) = ([], [])
    for group in groups {
      first.append(Group(title: group.title, rows: Array(group.rows.prefix(left))))
      rest.append(Group(title: group.title, rows: Array(group.rows.dropFirst(left))))
      left = max(0, left - group.rows.count)
    }
    return (Table(columns, groups: first), Table(columns, groups: rest))
  }

  /// A table of one group.
  init(_ columns: [Column], _ rows: [[Cell]]) {
    self.init(columns, groups: [Group(rows: rows)])
  }
}
