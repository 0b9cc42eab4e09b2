import Neural
import Records
import Training

/// All that the probes of a problem saw.
struct ProbeEvidence {
  /// The seeds that are walked from: a walk without end proves itself.
  private static let walkedSeeds = 3

  let plan: TrainingPlan
  let precision: Study.Precision
  let views: [SeedView]
  /// The walks of each objective, from the first seeds.
  let walks: [[ObjectiveWalk]]
  let path: ProbePath
  /// The number of rectified units of each layer.
  let units: [Int]
  /// The share of dead units, by seed and layer, at the start and, of runs that got there, at the end.
  let deadAtStart: [[Double]]
  let deadAtEnd: [[Double]]
  /// Which objectives begin at the best value they can have, in every seed.
  private(set) var isBest: [Bool] = []
  /// Which objectives have gradients that may be compared with others.
  private(set) var isComparable: [Bool] = []
  /// Which of these dominate all others.
  private(set) var giants: [Int] = []

  /// Probes.
  init(_ study: Study, seeds: [Int], steps: Int, options: Study.RunOptions) {
    (plan, precision) = (study.plan, study.precision)
    let problem = study.problem
    let program = Program(
      values: problem.terms.map(\.value), parameters: problem.parameters, gradients: .each,
      dropout: false)
    let evaluation =
      problem.hasOwnEvaluation
      ? Program(
        values: problem.evaluatedTerms.map(\.value), parameters: problem.parameters,
        gradients: .none, dropout: false) : nil
    let probes = seeds.map { PointProbe<Double>(study.plan, program, seed: $0) }
    views = zip(seeds, probes).map {
      SeedView(study, program: program, evaluation: evaluation, seed: $0, probe: $1)
    }
    let starts = seeds.map { study.plan.initialParameters(seed: $0) }
    walks = plan.objectives.indices.map { i in
      zip(starts, probes).prefix(Self.walkedSeeds).map {
        ObjectiveWalk(objective: i, from: $0, by: $1)
      }
    }
    path = ProbePath(study, seeds: seeds, steps: steps, options: options)
    let unitProbe = UnitProbe(plan)
    units = unitProbe.units
    deadAtStart = zip(starts, seeds).map { unitProbe.deadShares($0, seed: $1) }
    deadAtEnd = zip(path.ends, path.runs).filter { $1.outcome == .finished }.map {
      unitProbe.deadShares($0, seed: $1.seed)
    }
    isBest = objectives.indices.map(beginsAtItsBest)
    isComparable = objectives.indices.map { i in
      !isBest[i] && !isIdle(i) && views.allSatisfy { $0.faults[i] == nil }
    }
    giants = objectives.indices.filter { dominating($0) != nil }
  }

  /// The objectives.
  var objectives: [Objective] { plan.objectives }

  /// Everything there is to say, by objectives.
  var findings: [Finding] {
    let single = objectives.indices.flatMap { i in
      [nonFinite(i), atItsBest(i), idle(i), unbounded(i), dominating(i), dwarfed(i)]
    }
    let pairs = objectives.indices.flatMap { i in (0..<i).map { opposed($0, i) } }
    return (single + pairs + [frozen, lostProbes, unusedParameters, deadUnits, conflict, bracket])
      .compactMap(\.self)
  }
}
