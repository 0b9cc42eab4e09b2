import Foundation
import Poise

// Trains a work, checks nothing, prints a line of JSON; `compare.py` runs it beside its rivals.
//
//   CoreBenchmarks train WORK STEPS REPEATS        one thread
//   CoreBenchmarks blas WORK STEPS REPEATS         the same with the products of OpenBLAS
//   CoreBenchmarks hand WORK STEPS REPEATS         the same by hand-written C, 32 lanes
//   CoreBenchmarks lanes WORK STEPS REPEATS        the same 32 lanes by Poise
//   CoreBenchmarks study STEPS REPEATS THREADS     eight strategies, 30 seeds
//   CoreBenchmarks problem WORK                    parameters and data of every seed

// Parameters and data are drawn here, untimed: rivals are given them.
func training(
  _ work: Work, steps: Int, seeds: Int, blas: BLAS? = nil
) throws -> () throws -> [[Double]] {
  let plan = TrainingPlan(work.problem, steps: steps, evaluations: work.evaluations, blas: blas)
  let natural = plan.width(bytesPerNumber: 4)
  let width = LaneWidth.allCases.first { $0.rawValue >= seeds } ?? natural
  let lanes = min(width.rawValue, natural.rawValue)
  let tasks = (0..<seeds).map {
    LaneTask(arm: "a", member: 0, seed: $0, strategy: work.strategy, optimizer: .adam())
  }
  let blocks = try stride(from: 0, to: seeds, by: lanes).map { start in
    try BlockTrainer<Float>(
      plan, tasks: Array(tasks[start..<min(start + lanes, seeds)]),
      width: width.rawValue < natural.rawValue ? width : natural)
  }
  return {
    try blocks.flatMap { try $0.train() }.map {
      work.problem.objectives.costs(of: $0.trace.last ?? []).values
    }
  }
}

func study(steps: Int, threads: Int) async throws -> [[Double]] {
  let ids = [
    "mgda", "upgrad", "pcgrad", "cagrad", "nash-mtl", "imtl-g", "aligned-mtl", "config",
  ]
  let arms = try ids.compactMap { try StrategyCatalogue.make($0, settings: [:]) }
  let study = try Study(try Work("seed-fixed").problem, arms: arms, seeds: 30, steps: steps)
  let results = try await study.run(Study.RunOptions(threads: threads))
  return results.runs.map { $0.trace.last ?? [] }
}

struct Drawn: Encodable {
  let parameters: [[Double]]
  let data: [[String: [Double]]]
}

func problem(_ work: Work) -> Drawn {
  let plan = TrainingPlan(work.problem, steps: 1)
  return Drawn(
    parameters: (0..<work.seeds).map { plan.initialParameters(seed: $0) },
    data: (0..<work.seeds).map { seed in
      Dictionary(uniqueKeysWithValues: plan.trainingData(seed: seed).map { ($0.name, $0.values) })
    })
}

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst().compactMap(Int.init)
switch (arguments.first, numbers.count) {
case ("train", 2), ("blas", 2):
  let work = try Work(arguments[1])
  let blas = arguments[0] == "blas" ? try BLAS(.openblas) : nil
  try Timing(work.name, repeats: numbers[1]) {
    try training(work, steps: numbers[0], seeds: work.seeds, blas: blas)
  }.printLine()
case ("lanes", 2):
  let work = try Work(arguments[1])
  try Timing(work.name, repeats: numbers[1]) {
    try training(work, steps: numbers[0], seeds: 32)
  }.printLine()
case ("hand", 2):
  let work = try Work(arguments[1])
  try Timing(work.name, repeats: numbers[1]) {
    { try HandWritten.train(work, steps: numbers[0]) }
  }.printLine()
case ("study", 3):
  var times: [Double] = []
  for _ in 0...numbers[1] {
    let start = ContinuousClock.now
    _ = try await study(steps: numbers[0], threads: numbers[2])
    times.append((ContinuousClock.now - start) / .seconds(1))
  }
  let sorted = times.dropFirst().sorted()
  print(
    #"{"median": \#(sorted[sorted.count / 2]), "low": \#(sorted[0]), "high": \#(sorted[sorted.count - 1])}"#
  )
case ("problem", 0):
  let encoded = try JSONEncoder().encode(problem(try Work(arguments[1])))
  print(String(decoding: encoded, as: UTF8.self))
default:
  FileHandle.standardError.write(
    Data("usage: CoreBenchmarks train|blas|hand|lanes|study|problem …, see main.swift\n".utf8))
  exit(64)
}
