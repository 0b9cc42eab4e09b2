import ArgumentParser
import Poise

/// What a person asks a catalogue: all of it, or one entry.
struct CatalogueQuestion: ParsableArguments {
  @Argument(help: "The one to explain; all are listed without it.")
  var name: String?

  @Flag(help: "Print JSON.")
  var json = false

  /// Prints the answer of a catalogue.
  ///
  /// - Throws: `StudyError` where the catalogue has no entry of that name.
  func answer<Listing: CatalogueListing>(from listing: Listing.Type) async throws {
    try await CommandFailure.reported {
      guard let name else {
        return Terminal.answer(json ? try Listing.json(Listing.all) : Listing.table)
      }
      guard let entry = Listing.all.first(where: { Listing.id($0) == name }) else {
        throw Self.unknown(name, in: listing)
      }
      Terminal.answer(json ? try Listing.json([entry]) : Listing.page(entry))
    }
  }

  /// Says that a catalogue has no entry of a name, and which was probably meant.
  static func unknown<Listing: CatalogueListing>(
    _ name: String, in listing: Listing.Type
  ) -> StudyError {
    StudyError(
      NearestName.sentence(
        unknown: Listing.noun, name, known: Listing.all.map(Listing.id),
        listedBy: "poise \(Listing.command)"))
  }
}
