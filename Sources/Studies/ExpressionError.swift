/// A fault in an expression, with its place in the expression's text.
struct ExpressionError: Error, Hashable {
  let message: String
  /// Offsets in Unicode scalars.
  let range: Range<Int>

  init(_ message: String, at range: Range<Int>) { (self.message, self.range) = (message, range) }
}
