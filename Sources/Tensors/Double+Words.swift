extension Double {
  /// The number as messages write it: NaN without its sign, in which processors differ.
  package var words: String { isNaN ? "nan" : "\(self)" }
}
