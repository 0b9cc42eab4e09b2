/// One picture: what a page embeds and what a file beside the Markdown report holds.
struct Figure {
  /// The file's name without its ending, made by us and never from a study's texts.
  let name: String
  /// What it shows, for those who cannot see it.
  let summary: String
  /// The width of its coordinates.
  let width: Double
  /// The height of its coordinates.
  let height: Double
  /// The drawing.
  let body: SVG

  /// The width of most figures: small enough to stay legible on a telephone.
  static let width = 420.0
  /// The width of one of many small pictures.
  static let smallWidth = 340.0

  /// The element a page embeds; its look comes from the page.
  var element: String {
    "<svg \(attributes) aria-label=\"\(Markup.escaped(summary))\">\(body.text)</svg>\n"
  }

  /// A file of its own, with its look inside.
  func file(style: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(SVG.number(width * 1.5))" \(attributes)>\(title)
    <style>\(style)</style>
    <rect class="paper" width="100%" height="100%"/>
    \(body.text)
    </svg>

    """
  }

  private var title: String { "<title>\(Markup.escaped(summary))</title>" }

  private var attributes: String {
    "class=\"figure\" viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\" role=\"img\""
  }
}
