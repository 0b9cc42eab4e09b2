import Poise

/// What many members of a Pareto arm cost beside one: the network of `Examples/TwoScales`, one seed,
/// one thread, both trained as a study trains them.
struct Members: Encodable {
  /// The seconds of the median repeat with one member and with many.
  let one: Double
  let many: Double
  let members: Int

  /// Times both, turn by turn.
  init(_ members: Int, steps: Int, repeats: Int) async throws {
    let studies = try [1, members].map { try Members.study(of: $0, steps: steps) }
    var times: [[Double]] = [[], []]
    for round in 0...repeats {
      for (index, study) in studies.enumerated() {
        let start = ContinuousClock.now
        try await study.train(Study.RunOptions(threads: 1)) { runs in
          precondition(runs.allSatisfy { $0.outcome == .finished }, "a member was lost")
        }
        // The first round warms up.
        if round > 0 { times[index].append((ContinuousClock.now - start) / .seconds(1)) }
      }
    }
    let medians = times.map { $0.sorted()[repeats / 2] }
    (one, many, self.members) = (medians[0], medians[1], members)
  }

  /// Declared units keep the baseline out, so that what is timed is the members alone: one is fixed
  /// weights, many lie on the lattice between them.
  private static func study(of members: Int, steps: Int) throws -> Study {
    let net = Sequential([Dense(1, 5), ReLU(), Dense(5, 10), ReLU(), Dense(10, 1)])
    let problem = Problem("two-scales", model: net, batch: .uniform([3, 1])) { net, features in
      Minimize("fit", mean(square(5 - sum(net(features)))), unit: 1, aspiration: 0)
      Maximize("weights", sum(net.parameters), unit: 1, aspiration: 10)
    }
    let arm: any Sampler = members == 1 ? Fixed([0.5, 0.5]) : ParetoSampling(points: members)
    return try Study(problem, arms: [arm], optimizer: .adam(), seeds: 1, steps: steps)
  }
}
