/// Why a study's results cannot be scored: they are not the results of that study.
public enum StabilityError: Error, Hashable, Sendable {
  /// The study has no objective, no arm or no seed.
  case emptyStudy(lacks: String)
  /// Two arms have the same name, or two objectives.
  case repeatedName(kind: String, name: String)
  /// More than one arm is the baseline.
  case severalBaselines([String])
  /// A run belongs to no arm, member or seed of the study.
  case strayRun(arm: String, member: Int, seed: Int)
  /// A run is there twice.
  case repeatedRun(arm: String, member: Int, seed: Int)
  /// A run is not there.
  case missingRun(arm: String, member: Int, seed: Int, missing: Int)
  /// A run was not evaluated where the study evaluates.
  case otherGrid(arm: String, member: Int, seed: Int, found: String)
}

extension StabilityError: CustomStringConvertible {
  /// What was found, where, what was wanted and what to do.
  public var description: String {
    switch self {
    case .emptyStudy(let lacks):
      "the study has no \(lacks): scoring wants at least one objective, arm, seed and evaluation"
    case .repeatedName(let kind, let name):
      "two \(kind)s are named \(name): names tell \(kind)s apart, so rename one"
    case .severalBaselines(let names):
      "\(names.joined(separator: " and ")) are all marked as the baseline: mark one"
    case .strayRun(let arm, let member, let seed):
      "there is a run of \(arm)[\(member)] from seed \(seed), which the study does not have: "
        + "remove it, or score it with the study it belongs to"
    case .repeatedRun(let arm, let member, let seed):
      "the run of \(arm)[\(member)] from seed \(seed) is there twice: keep one"
    case .missingRun(let arm, let member, let seed, let missing):
      "the run of \(arm)[\(member)] from seed \(seed) is missing, and \(missing - 1) others: "
        + "continue the study or merge its shards, then score it"
    case .otherGrid(let arm, let member, let seed, let found):
      "the run of \(arm)[\(member)] from seed \(seed) \(found): every run must be evaluated at "
        + "the study's steps, so that runs compare"
    }
  }
}
