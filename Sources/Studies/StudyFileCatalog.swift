import Records
import Strategies
import Yams

extension StudyFileProblem {
  /// A problem of the catalogue: `zdt1`, or `zdt1: { n: 10 }`.
  func catalogued(_ node: StudyFileNode) throws -> any KnownProblem {
    if let other = fields.values.first(where: { $0.name != "catalog" }) {
      throw other.key.error(
        "a problem of the catalog is complete; remove `\(other.name)` or `catalog`")
    }
    let known = ProblemCatalogue.all.map(\.card.id)
    let wanted = "a problem such as zdt1, or zdt1: { n: 10 }"
    let (place, settings) = try node.catalogEntry(wanted: wanted)
    let id = try place.text(wanted)
    let written = try settings.map { ($0.name, try $0.value.setting()) }
    do {
      let values = Dictionary(uniqueKeysWithValues: written)
      guard let problem = try ProblemCatalogue.make(id, settings: values) else {
        throw place.error(
          NearestName.sentence(
            unknown: "problem", id, known: known, listedBy: "poise problems"))
      }
      return problem
    } catch let error as SettingError {
      let culprit = settings.first { $0.name == error.setting }?.value ?? place
      throw culprit.error("\(id): \(error)")
    }
  }
}

extension StudyFileNode {
  /// Whether the value is a mapping that has a key.
  func names(_ key: String) -> Bool { node.mapping?.keys.contains { $0.string == key } ?? false }

  /// A name, or one with settings.
  fileprivate func catalogEntry(wanted: String) throws -> (StudyFileNode, [Entry]) {
    guard isMapping else { return (self, []) }
    let all = try entries(wanted: wanted)
    guard let first = all.first else { throw unfit(wanted: wanted) }
    if all.count > 1 { throw all[1].key.error("found a second problem, wanted one") }
    guard !first.value.isNull else { return (first.key, []) }
    return (first.key, try first.value.entries(wanted: "a mapping with settings"))
  }
}
