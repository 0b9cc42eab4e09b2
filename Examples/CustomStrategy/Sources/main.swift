// A strategy of one's own against known ones: CustomStrategy [STEPS [SEEDS]]
import Poise

let given = CommandLine.arguments.dropFirst() + Array(repeating: "", count: 2)
let (steps, seeds) = (Int(given[1]) ?? 2000, Int(given[2]) ?? 20)

// To copy its input, in a measure a million times as large, and to say as little as possible.
let net = Sequential([Dense(2, 8), Tanh(), Dense(8, 2)])
let problem = Problem("terse copy", model: net, batch: .normal([16, 2])) { net, features in
  let out = net(features)
  Minimize("error", mean(square(1000 * (out - features))))
  Minimize("size", mean(square(out)))
}
let study = try Study(
  problem, arms: [Fixed([1, 1]), GradNorm(), SmoothedNorms()],
  optimizer: .adam(learningRate: 0.01), seeds: seeds, steps: steps)
print(ArmTable(try await study.run().stability()).text(width: 100))
