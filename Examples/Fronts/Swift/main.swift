// How much of a known front each set method finds: the share of its hypervolume that eleven members
// hold, fifteen of three objectives, the least and the median of some seeds, beside what the method's
// theory allows so many of them; and at the end the cells that fall short of it.
//
//     swift run -c release FrontsExample [SEEDS [STEPS [PROBLEM…]]]     SEEDS: 0-4, or a number of them

import Poise

let arguments = Array(CommandLine.arguments.dropFirst())
let ends = (arguments.first ?? "3").split(separator: "-").compactMap { Int($0) }
let seeds = ends.count == 2 ? ends[0]..<ends[1] + 1 : 0..<(ends.first ?? 3)
let steps = arguments.dropFirst().first.flatMap { Int($0) } ?? 5000
let wanted = arguments.dropFirst(2)

/// A method at its standard settings but for those that are written here.
struct Method {
  let name: String
  let sampler: any Sampler
  let theory: Theory
}

func methods(_ points: Int) -> [Method] {
  func sampling(_ scalarization: (any Preferring)?, ideal: ParetoSampling.Ideal? = nil)
    -> any Sampler
  {
    ParetoSampling(points: points, scalarization: scalarization, ideal: ideal, exchange: 25)
  }
  return [
    Method(
      name: "linear", sampler: ParetoSampling(points: points, starts: .apart, exchange: 25),
      theory: .linear),
    Method(name: "tchebycheff", sampler: sampling(Tchebycheff()), theory: .norm(.infinity)),
    Method(
      name: "augmented-tchebycheff", sampler: sampling(AugmentedTchebycheff(rho: 0.01)),
      theory: .norm(.infinity, rho: 0.01)),
    Method(name: "stch", sampler: sampling(STCH(mu: 0.05)), theory: .smoothMaximum(0.05)),
    Method(name: "pbi", sampler: sampling(PBI()), theory: .boundary),
    Method(name: "p-norm", sampler: sampling(PNorm(p: 8)), theory: .norm(8)),
    Method(
      name: "epsilon-constraint", sampler: sampling(EpsilonConstraint()), theory: .bounds),
    Method(name: "epo", sampler: sampling(EPO()), theory: .exact(measured: false)),
    Method(
      name: "epo, ideal running", sampler: sampling(EPO(), ideal: .running),
      theory: .exact(measured: true)),
    Method(name: "pmgda", sampler: sampling(PMGDA()), theory: .ray),
    Method(name: "linear, alone", sampler: ParetoSampling(points: points), theory: .linear),
    Method(name: "pareto-mtl", sampler: sampling(ParetoMTL()), theory: .parts),
    Method(
      name: "linear, refine",
      sampler: ParetoSampling(points: points - 6, starts: .apart, refine: 6, exchange: 25),
      theory: .hull),
    Method(
      name: "tchebycheff, refine",
      sampler: ParetoSampling(
        points: points - 6, scalarization: Tchebycheff(), refine: 6, exchange: 25),
      theory: .anywhere),
    Method(
      name: "linear, even", sampler: ParetoSampling(points: points, starts: .apart, even: 25),
      theory: .hull),
    Method(
      name: "stch, even",
      sampler: ParetoSampling(points: points, scalarization: STCH(mu: 0.05), even: 25),
      theory: .anywhere),
    Method(
      name: "hypervolume-ascent", sampler: HypervolumeAscent(points: points, exchange: 25),
      theory: .anywhere),
    Method(name: "moo-svgd", sampler: MOOSVGD(points: points, exchange: 25), theory: .anywhere),
    Method(
      name: "moo-svgd, idle ignored", sampler: MOOSVGD(points: points, idle: .ignore, exchange: 25),
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

func words(_ share: Double?) -> String {
  share.map { "\(($0 * 1000).rounded() / 1000)" } ?? "nothing"
}

/// The cells that hold less than they might.
var short: [String] = []

for known in ProblemCatalogue.all where wanted.isEmpty || wanted.contains(known.card.id) {
  guard let front = known.front else { continue }
  let points = front.nadir.count == 2 ? 11 : 15
  let problem = try known.problem()
  let methods = methods(points)
  let study = try Study(
    problem, arms: methods.map { Arm($0.sampler, name: $0.name) },
    optimizer: .adam(learningRate: 0.01).scheduled(.cosine(steps: steps)), seeds: seeds.upperBound,
    steps: steps)
  let whole = MeasuredFront(front)
  let local = try LocalFronts(known, front)
  let best = try Theory.anywhere.share(of: whole, points: points, preferences: [])
  print("\n\(known.card.id), \(front.bend.rawValue): \(points) points hold at most", words(best))
  let runs = try await runs(of: study)
  for method in methods {
    let members = try method.sampler.members(for: problem.objectives)
    let beginnings = 0..<(members[0].startsApart ? members.count : 1)
    let allowed = try method.theory.share(
      of: local?.front(seed: seeds.lowerBound, beginnings: beginnings) ?? whole, points: points,
      preferences: members.compactMap(\.preference))
    let found = try seeds.map { seed in
      let ends = runs.filter {
        $0.arm == method.name && $0.seed == seed && $0.outcome == .finished
      }.compactMap(\.trace.last)
      return try (local?.front(seed: seed, beginnings: beginnings) ?? whole).share(of: ends)
    }.sorted()
    print(
      "  \(method.name): \(words(found[0])), median \(words(found[found.count / 2])), theory",
      words(allowed))
    let share = method.theory.saysWhere ? 0.95 : 0.9
    if let allowed, found[0] < share * allowed {
      short.append("\(known.card.id), \(method.name): \(words(found[0])) of \(words(allowed))")
    }
  }
}
print(
  "\nUnder 0.95 of the theory, or 0.9 of the best points:",
  short.isEmpty ? "none" : "\(short.count) cells")
for cell in short { print("- \(cell)") }
