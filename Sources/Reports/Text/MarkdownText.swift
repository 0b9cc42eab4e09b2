/// Text as Markdown holds it.
enum MarkdownText {
  /// The text with every character that Markdown reads as markup escaped, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.clean(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A fence of backticks longer than any in the code.
  static func fence(around code: String) -> String {
    var (longest, current) = (2, 0)
    for character in code {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    return String(repeating: "`", count: longest + 1)
  }
}
