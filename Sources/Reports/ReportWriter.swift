public import Records
public import Stability

/// Writes what a study says: `report.html`, `report.md` with its `figures`, `report.json`.
public struct ReportWriter: Sendable {
  private let report: StabilityReport
  private let results: any RecordedStudy
  private let machine: Machine?
  private let times: Times?
  private let command: String?

  /// Takes everything a report shows.
  ///
  /// - Parameters:
  ///   - report: The scores.
  ///   - results: The study with its traces, for the figures, read arm by arm; runs that are
  ///     missing are not drawn.
  ///   - machine: What computed it; `nil` leaves the key out.
  ///   - times: How long it took; `nil` leaves the key out.
  ///   - command: The command that makes the report again; `nil` for the usual one.
  public init(
    report: StabilityReport, results: any RecordedStudy, machine: Machine? = nil,
    times: Times? = nil, command: String? = nil
  ) {
    (self.report, self.results, self.machine) = (report, results, machine)
    (self.times, self.command) = (times, command)
  }

  /// The machine-readable report: the keys of ``Stability/StabilityReport``, sorted, with
  /// `machine` and `times` beside them; everything but these two repeats to the byte.
  ///
  /// - Throws: ``ReportError/unrenderable(_:)`` if a number is not finite.
  public func json() throws -> String {
    try machineReadable.pieces().map { try $0() }.joined()
  }

  /// The page: one file, no network, no script.
  ///
  /// - Throws: ``ReportError/unrenderable(_:)`` if a template is broken, and what reading the traces
  ///   throws.
  public func html() throws -> String { try HTMLRenderer().page(material.document) }

  /// The same as Markdown; its figures are expected in the folder `figures` beside it.
  ///
  /// - Throws: As ``html()``.
  public func markdown() throws -> String { try MarkdownRenderer().page(material.document) }

  /// Writes all reports into a folder, which is made if need be.
  ///
  /// Files take their names only when all of them are written; no file's name is made from a
  /// study's texts. Figures of an earlier report that this one does not have are removed.
  ///
  /// - Throws: ``ReportError``, and what reading the traces throws; nothing partial is then left.
  public func write(to directory: String) throws {
    let document = try material.document
    let style = TemplateLibrary.figureStyle
    // Each text is made when it is written: those of a large study together would fill the memory.
    let pages: [(path: String, pieces: [() throws -> String])] = [
      ("report.json", try machineReadable.pieces()),
      ("report.html", [{ try HTMLRenderer().page(document) }]),
      ("report.md", [{ try MarkdownRenderer().page(document) }]),
    ]
    let figures = document.figures.map { figure in
      ("figures/\(figure.name).svg", [{ figure.file(style: style) }])
    }
    let folder = ReportFolder(path: directory)
    try folder.write(pages + figures)
    folder.removeStaleFigures(
      in: "figures", keeping: Set(document.figures.map { "\($0.name).svg" }))
  }

  private var machineReadable: ReportJSON {
    ReportJSON(report: report, machine: machine, times: times)
  }

  private var material: Material {
    get throws {
      try Material(
        report: report, results: results, machine: machine, times: times, command: command)
    }
  }
}
