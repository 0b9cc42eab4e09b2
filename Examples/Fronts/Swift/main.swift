// How much of a known front each set method finds: the share of its hypervolume that eleven members
// hold, fifteen of three objectives, the least and the median of some seeds, beside what as many
// points of the front can hold at most.
//
//     swift run -c release FrontsExample [SEEDS [STEPS [PROBLEM…]]]

import Poise

let arguments = CommandLine.arguments.dropFirst()
let numbers = arguments.prefix(2).compactMap { Int($0) }
let seeds = numbers.first ?? 3
let steps = numbers.dropFirst().first ?? 1500
let wanted = arguments.dropFirst(numbers.count)

/// The set methods, each at its standard settings but for those that are written here.
func methods(_ points: Int, of front: KnownFront) -> [(name: String, sampler: any Sampler)] {
  let scalarizations: [(String, (any Preferring)?)] = [
    ("linear", nil), ("tchebycheff", Tchebycheff()),
    ("augmented-tchebycheff", AugmentedTchebycheff(rho: 0.01)), ("stch", STCH(mu: 0.05)),
    ("pbi", PBI()), ("p-norm", PNorm(p: 8)), ("epsilon-constraint", EpsilonConstraint()),
    ("epo", EPO()), ("pareto-mtl", ParetoMTL()), ("pmgda", PMGDA()),
    ("tchebycheff, ideal declared", Tchebycheff(ideal: front.ideal)),
    ("pbi, ideal declared", PBI(ideal: front.ideal)),
  ]
  return scalarizations.map { ($0.0, ParetoSampling(points: points, scalarization: $0.1)) } + [
    ("linear, starts apart", ParetoSampling(points: points, starts: .apart)),
    ("linear, refine", ParetoSampling(points: points - 6, refine: 6)),
    (
      "tchebycheff, refine",
      ParetoSampling(points: points - 6, scalarization: Tchebycheff(), refine: 6)
    ),
    ("linear, even", ParetoSampling(points: points, even: 25)),
    ("stch, even", ParetoSampling(points: points, scalarization: STCH(mu: 0.05), even: 25)),
    ("hypervolume-ascent", HypervolumeAscent(points: points)),
    ("moo-svgd", MOOSVGD(points: points)),
  ]
}

/// The volumes of an arm's fronts, by seeds.
func volumes(_ runs: [Run], _ arm: String, _ front: KnownFront) throws -> [Double] {
  try (0..<seeds).map { seed in
    let ends = runs.filter { $0.arm == arm && $0.seed == seed && $0.outcome == .finished }
      .compactMap(\.trace.last)
    guard !ends.isEmpty else { return 0 }
    return try Front(minimizing: ends).hypervolume(reference: front.reference).value
  }.sorted()
}

func share(_ x: Double) -> String { "\((x * 1000).rounded() / 1000)" }

for known in ProblemCatalogue.all where wanted.isEmpty || wanted.contains(known.card.id) {
  guard let front = known.front else { continue }
  let points = front.nadir.count == 2 ? 11 : 15
  let whole = front.wholeVolume(reference: front.reference).value
  print(
    "\n\(known.card.id), \(front.bend.rawValue): \(points) points hold at most",
    share(front.hypervolume(ofBest: points, reference: front.reference) / whole))
  let methods = methods(points, of: front)
  let study = try Study(
    known.problem(), arms: methods.map { Arm($0.sampler, name: $0.name) },
    optimizer: .adam(learningRate: 0.02), seeds: seeds, steps: steps)
  let runs = try await study.run().runs
  for (name, _) in methods {
    let found = try volumes(runs, name, front)
    print("  \(name): \(share(found[0] / whole)), median \(share(found[found.count / 2] / whole))")
  }
}
