// The study of ../study.yaml as a Swift program: TwoScalesExample [STEPS [SEEDS [FOLDER]]]
import Poise

let given = CommandLine.arguments.dropFirst() + Array(repeating: "", count: 3)
let (steps, seeds) = (Int(given[1]) ?? 10_000, Int(given[2]) ?? 30)

let net = Sequential([Dense(1, 5), ReLU(), Dense(5, 10), ReLU(), Dense(10, 1)])
let problem = Problem("two-scales", model: net, batch: .uniform([3, 1])) { net, features in
  Minimize("fit", mean(square(5 - sum(net(features)))))
  Maximize("weights", sum(net.parameters))
}
let alphas: [any Sampler] = [0, 0.01, 1, 100, 1000].map { Fixed(alpha: $0) }
let study = try Study(
  problem,
  arms: alphas + [Equal(), GradNorm(losses: .exponential), ParetoSampling(points: 11)],
  optimizer: .adam(learningRate: 0.001), seeds: seeds, steps: steps)

let results = try await study.run()
let report = try results.stability()
print(ArmTable(report).text(width: 100))
if !given[3].isEmpty { try ReportWriter(report: report, results: results).write(to: given[3]) }
