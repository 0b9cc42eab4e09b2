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

  /// A table of one group.
  init(_ columns: [Column], _ rows: [[Cell]]) {
    self.init(columns, groups: [Group(rows: rows)])
  }
}
