// How much of a known front each set method finds: the share of its hypervolume that eleven members
// hold, fifteen of three objectives, the least and the median of some seeds, beside what the method's
// theory allows so many of them.
//
//     swift run -c release FrontsExample [SEEDS [STEPS [PROBLEM…]]]     SEEDS: 0-4, or a number of them

import Poise

let arguments = Array(CommandLine.arguments.dropFirst())
let ends = (arguments.first ?? "3").split(separator: "-").compactMap { Int($0) }
let seeds = ends.count == 2 ? ends[0]..<ends[1] + 1 : 0..<(ends.first ?? 3)
let steps = arguments.dropFirst().first.flatMap { Int($0) } ?? 1500
let wanted = arguments.dropFirst(2)

/// A method at its standard settings but for those that are written here.
struct Method {
  let name: String
  let sampler: any Sampler
  let theory: Theory
}

/// The methods that take preferences.
func preferring(_ front: KnownFront) -> [(String, (any Preferring)?, ParetoSampling.Ideal?, Theory)]
{
  [
    ("linear", nil, nil, .linear),
    ("tchebycheff", Tchebycheff(), nil, .norm(.infinity)),
    ("augmented-tchebycheff", AugmentedTchebycheff(rho: 0.01), nil, .norm(.infinity, rho: 0.01)),
    ("stch", STCH(mu: 0.05), nil, .smoothMaximum(0.05)),
    ("pbi", PBI(), nil, .boundary), ("p-norm", PNorm(p: 8), nil, .norm(8)),
    ("epsilon-constraint", EpsilonConstraint(), nil, .bounds),
    ("epo", EPO(), nil, .exact(measured: false)),
    ("epo, ideal running", EPO(), .running, .exact(measured: true)),
    ("pmgda", PMGDA(), nil, .ray),
    ("pareto-mtl", ParetoMTL(), nil, .anywhere),
  ]
}

func methods(_ points: Int, of front: KnownFront) -> [Method] {
  preferring(front).map { name, scalarization, ideal, theory in
    let sampler = ParetoSampling(points: points, scalarization: scalarization, ideal: ideal)
    return Method(name: name, sampler: sampler, theory: theory)
  } + [
    Method(
      name: "linear, starts apart", sampler: ParetoSampling(points: points, starts: .apart),
      theory: .linear),
    Method(
      name: "linear, refine", sampler: ParetoSampling(points: points - 6, refine: 6),
      theory: .hull),
    Method(
      name: "tchebycheff, refine",
      sampler: ParetoSampling(points: points - 6, scalarization: Tchebycheff(), refine: 6),
      theory: .anywhere),
    Method(
      name: "linear, even", sampler: ParetoSampling(points: points, even: 25), theory: .hull),
    Method(
      name: "stch, even",
      sampler: ParetoSampling(points: points, scalarization: STCH(mu: 0.05), even: 25),
      theory: .anywhere),
    Method(
      name: "hypervolume-ascent", sampler: HypervolumeAscent(points: points), theory: .anywhere),
    Method(name: "moo-svgd", sampler: MOOSVGD(points: points), theory: .anywhere),
    Method(
      name: "moo-svgd, idle ignored", sampler: MOOSVGD(points: points, idle: .ignore),
      theory: .anywhere),
  ]
}

/// The runs of a study from the seeds that are wanted.
func runs(of study: Study) async throws -> [Run] {
  let collection = Collection()
  let others = Set(study.tasks.map(\.key).filter { !seeds.contains($0.seed) })
  try await study.train(.standard, except: others) { collection.runs += $0 }
  return collection.runs
}

/// What is saved of a study; one thread at a time does so.
final class Collection: @unchecked Sendable { var runs: [Run] = [] }

/// The shares of a front that an arm holds, by seeds, the least first.
func shares(_ runs: [Run], _ arm: String, _ front: KnownFront) throws -> [Double] {
  let whole = front.wholeVolume(reference: front.reference).value
  return try seeds.map { seed in
    let ends = runs.filter { $0.arm == arm && $0.seed == seed && $0.outcome == .finished }
      .compactMap(\.trace.last)
    guard !ends.isEmpty else { return 0 }
    return try Front(minimizing: ends).hypervolume(reference: front.reference).value / whole
  }.sorted()
}

func words(_ share: Double?) -> String {
  share.map { "\(($0 * 1000).rounded() / 1000)" } ?? "nothing"
}

for known in ProblemCatalogue.all where wanted.isEmpty || wanted.contains(known.card.id) {
  guard let front = known.front else { continue }
  let points = front.nadir.count == 2 ? 11 : 15
  let problem = try known.problem()
  let methods = methods(points, of: front)
  let study = try Study(
    problem, arms: methods.map { Arm($0.sampler, name: $0.name) },
    optimizer: .adam(learningRate: 0.02).scheduled(.cosine(steps: steps)), seeds: seeds.upperBound,
    steps: steps)
  let best = try Theory.anywhere.share(of: front, points: points, preferences: [])
  print("\n\(known.card.id), \(front.bend.rawValue): \(points) points hold at most", words(best))
  let runs = try await runs(of: study)
  for method in methods {
    let preferences = try method.sampler.members(for: problem.objectives)
      .compactMap(\.preference)
    let allowed = try method.theory.share(of: front, points: points, preferences: preferences)
    let found = try shares(runs, method.name, front)
    print(
      "  \(method.name): \(words(found[0])), median \(words(found[found.count / 2])), theory",
      words(allowed))
  }
}
