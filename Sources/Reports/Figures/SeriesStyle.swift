/// How a series looks: color, dashes and mark, so that it is told apart without color too.
struct SeriesStyle: Hashable {
  /// The shapes of marks.
  enum Shape: Int, CaseIterable {
    case circle, square, triangle, diamond, plus, wedge, cross
  }

  /// The class of the color.
  let color: String
  /// The class of the dashes.
  let dash: String
  /// The shape of the marks.
  let shape: Shape

  /// The baseline: the color of the text, a solid line, circles.
  static let baseline = SeriesStyle(color: "c0", dash: "d0", shape: .circle)

  /// The style of the `index`-th series, counted from 0, that is not the baseline.
  static func series(_ index: Int) -> SeriesStyle {
    SeriesStyle(
      color: "c\(1 + index % 6)", dash: "d\(index % 5)",
      shape: Shape.allCases[(index + 1 + index / 6) % (Shape.allCases.count - 1)])
  }

  /// A minimized objective is blue, a maximized one red; a second one of a kind is dashed.
  static func objective(isMinimized: Bool, index: Int) -> SeriesStyle {
    SeriesStyle(
      color: isMinimized ? "minimized" : "maximized", dash: "d\(index % 5)",
      shape: Shape.allCases[index % (Shape.allCases.count - 1)])
  }
}
