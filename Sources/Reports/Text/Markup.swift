/// Text as HTML and SVG hold it.
enum Markup {
  /// The text with the five characters of markup replaced, scalar by scalar, so that a quote
  /// followed by a combining mark is replaced too.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in PlainText.clean(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Running text, escaped, whose options (`--from`) are not broken over two lines.
  static func running(_ text: String) -> String {
    escaped(text).split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.hasPrefix("--") && word.count > 2 ? "<span class=\"k\">\(word)</span>" : String(word)
    }.joined(separator: " ")
  }

  /// An address fit for an attribute, or `nil` unless it is a plain web address.
  static func address(_ url: String) -> String? {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return nil }
    let forbidden: Set<Unicode.Scalar> = ["\"", "'", "<", ">", "`", "\\", " "]
    let isPlain = url.unicodeScalars.allSatisfy {
      $0.isASCII && $0.value > 32 && !forbidden.contains($0)
    }
    return isPlain ? url : nil
  }
}
