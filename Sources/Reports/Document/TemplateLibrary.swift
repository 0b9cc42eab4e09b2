import Mustache

/// The templates that are built into the program.
struct TemplateLibrary {
  private let library: MustacheLibrary

  /// Reads the templates.
  ///
  /// - Throws: ``ReportError/unrenderable(_:)`` if one is malformed.
  init() throws {
    var library = MustacheLibrary()
    for (name, bytes) in TemplateLibrary.sources {
      do {
        try library.register(String(decoding: bytes, as: UTF8.self), named: name)
      } catch {
        throw ReportError.unrenderable("template \(name): \(error)")
      }
    }
    self.library = library
  }

  /// Fills a template in.
  func render(_ name: String, _ values: [String: Any]) throws -> String {
    guard let text = library.render(values, withTemplate: name) else {
      throw ReportError.unrenderable("there is no template \(name)")
    }
    return text
  }

  /// The look of figures.
  static var figureStyle: String { String(decoding: PackageResources.figure_css, as: UTF8.self) }

  /// The look of the page.
  static var pageStyle: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

  private static var sources: [(String, [UInt8])] {
    [
      ("html-page", PackageResources.html_page_mustache),
      ("html-table", PackageResources.html_table_mustache),
      ("html-figures", PackageResources.html_figures_mustache),
      ("html-list", PackageResources.html_list_mustache),
      ("html-references", PackageResources.html_references_mustache),
      ("html-details", PackageResources.html_details_mustache),
      ("html-text", PackageResources.html_text_mustache),
      ("md-page", PackageResources.md_page_mustache),
      ("md-table", PackageResources.md_table_mustache),
    ]
  }
}
