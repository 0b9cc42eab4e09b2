import ArgumentParser
import Foundation
import Poise

/// The indicators of a front that any program found.
struct IndicatorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "Measure a front: hypervolume, distances, ranks, spacing, knee.",
    discussion: """
      FRONT.csv names the objectives in its first line and holds a point in every further one. Less \
      is better unless --maximize says otherwise.

      Points and ranks are counted from 0; equal points are all nondominated. Contributions are \
      those among the nondominated points, 0 for dominated ones and for duplicates. IGD and GD are \
      means of Euclidean distances in the objectives' own units, spacing is Schott's (division by \
      n - 1), spread is Deb's in its generalization. What needs a true front is null without one.

      Without --reference, the reference lies a tenth of the range of the nondominated points beyond \
      the worst of them in every objective; to compare fronts, give them the same one.

      Example: poise indicators Examples/Indicators/front.csv --maximize accuracy --reference 2,0.5
      """)

  @Argument(help: "The points, as CSV.", completion: .file())
  var front: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The reference point, a number for each column, in the columns' own directions.",
      valueName: "x,y,…"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "A column of which more is better; may be repeated.", valueName: "name"))
  var maximize: [String] = []

  @Option(
    help: "Points of the true front, as CSV with the same columns.", completion: .file())
  var trueFront: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws { _ = try givenReference() }

  func run() async throws {
    try await CommandFailure.reported {
      let file = try FrontFile(front)
      let points = try file.front(maximizing: maximize)
      let truth = try trueFront.map {
        try FrontFile($0, columnsOf: file).front(maximizing: maximize)
      }
      let given = try givenReference()
      let indicators = try FrontIndicators(
        of: points, reference: given ?? points.defaultReference(), trueFront: truth)
      let text = FrontText(
        file: file, indicators: indicators, isReferenceGiven: given != nil,
        hasTrueFront: truth != nil)
      if json, given == nil { Terminal.say("reference: \(text.reference)") }
      Terminal.answer(try json ? Self.json(indicators) : text.description)
    }
  }

  /// The numbers of `--reference`.
  private func givenReference() throws -> [Double]? {
    try reference.map { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
        let number = word.trimmingCharacters(in: .whitespaces)
        guard let value = Double(number), value.isFinite else {
          throw ValidationError(
            "--reference \(text): found `\(number)`, wanted finite numbers with commas between "
              + "them, like 1.1,2")
        }
        return value
      }
    }
  }

  private static func json(_ indicators: FrontIndicators) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(indicators), as: UTF8.self)
  }
}
