/// A name at the side of a figure: on one line, or on two smaller ones where it is long.
struct RowName {
  /// The columns of a line.
  private static let limit = 18

  private let name: String
  private let lines: [String]

  init(_ name: String) {
    self.name = name
    let words = PlainText.wrapped(PlainText.clean(name), to: Self.limit)
    let (first, rest) = (words.first ?? "", words.dropFirst().joined(separator: " "))
    lines = ([first] + (rest.isEmpty ? [] : [rest])).map { PlainText.fitted($0, to: Self.limit) }
  }

  /// The room that names need, with a gap beside it.
  static func width(_ names: [String]) -> Double {
    (names.flatMap { RowName($0).lines }.map(SVG.width).max() ?? 0) + 10
  }

  /// Whether one of them takes two lines.
  static func areLong(_ names: [String]) -> Bool { names.contains { RowName($0).lines.count > 1 } }

  /// Writes the name from the left edge, its middle at a height.
  func draw(at middle: Double, in svg: inout SVG) {
    let isSingle = lines.count == 1
    for (index, line) in lines.enumerated() {
      let y = isSingle ? middle + 4 : middle - 2 + 12 * Double(index)
      svg.label(
        SVG.Point(x: 0, y: y), line, .start, isSingle ? "t" : "w", title: index == 0 ? name : nil)
    }
  }
}
