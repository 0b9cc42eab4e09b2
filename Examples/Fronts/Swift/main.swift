// How much of a known front each set method finds: the share of its hypervolume that eleven members
// hold, the least and the median of some seeds, beside what eleven points can hold at most.
//
//     swift run -c release FrontsExample [SEEDS] [STEPS]

import Poise

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let seeds = arguments.first ?? 5
let steps = arguments.dropFirst().first ?? 2000
let points = 11

let problems = ["vlmop1", "zdt1", "vlmop2", "zdt2", "zdt3"]

let methods: [(name: String, sampler: any Sampler)] =
  [
    ("linear", nil), ("tchebycheff", Tchebycheff()),
    ("augmented-tchebycheff", AugmentedTchebycheff(rho: 0.01)), ("stch", STCH(mu: 0.05)),
    ("pbi", PBI()), ("p-norm", PNorm(p: 8)), ("epsilon-constraint", EpsilonConstraint()),
    ("epo", EPO()), ("pareto-mtl", ParetoMTL()), ("pmgda", PMGDA()),
  ].map { ($0.0, ParetoSampling(points: points, scalarization: $0.1)) } + [
    ("linear, refine", ParetoSampling(points: 5, refine: 6)),
    (
      "tchebycheff, refine",
      ParetoSampling(points: 5, scalarization: Tchebycheff(), refine: 6)
    ),
    ("linear, even", ParetoSampling(points: points, even: 25)),
    ("stch, even", ParetoSampling(points: points, scalarization: STCH(mu: 0.05), even: 25)),
    ("hypervolume-ascent", HypervolumeAscent(points: points)),
    ("moo-svgd", MOOSVGD(points: points)),
  ]

/// What points of the front hold at most: equal steps, improved one point at a time.
func most(of front: KnownFront) throws -> Double {
  let curve = front.points(1001)
  var places = (0..<points).map { $0 * (curve.count - 1) / (points - 1) }
  func volume(_ places: [Int]) throws -> Double {
    try Front(minimizing: places.map { curve[$0] }).hypervolume(reference: front.reference).value
  }
  var (best, step) = (try volume(places), 64)
  while step > 0 {
    var moved = false
    for i in places.indices {
      for change in [-step, step] where curve.indices.contains(places[i] + change) {
        var next = places
        next[i] += change
        let found = try volume(next)
        if found > best { (places, best, moved) = (next, found, true) }
      }
    }
    if !moved { step /= 2 }
  }
  return best
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

for id in problems {
  guard let known = ProblemCatalogue.problem(id), let front = known.front,
    let whole = front.hypervolume(reference: front.reference)
  else { continue }
  print(
    "\n\(id), \(front.bend.rawValue): \(points) points hold at most",
    share(try most(of: front) / whole))
  let study = try Study(
    known.problem(), arms: methods.map { Arm($0.sampler, name: $0.name) },
    optimizer: .adam(learningRate: 0.02), seeds: seeds, steps: steps)
  let runs = try await study.run().runs
  for (name, _) in methods {
    let found = try volumes(runs, name, front)
    print("  \(name): \(share(found[0] / whole)), median \(share(found[found.count / 2] / whole))")
  }
}
