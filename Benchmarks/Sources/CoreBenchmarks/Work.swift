import Poise

/// A training that Poise and its rivals both do: a network, its objectives and a strategy.
struct Work {
  /// `seed-mgda`, `single-fixed`, `heads-imtl-g`, `digits-fixed`: a network and a strategy.
  let name: String
  let problem: Problem
  let strategy: any Strategy
  /// Trained at once.
  let seeds: Int
  /// The points of a run's evaluation, its start and its end: rivals record nothing.
  let evaluations = 2

  /// All networks.
  static let networks = ["seed", "single", "heads", "digits"]

  init(_ name: String) throws {
    self.name = name
    let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, let made = Work.problem(parts[0]) else {
      throw WorkError("\(name) is none of \(Work.networks.joined(separator: ", ")), a strategy")
    }
    (problem, seeds) = made
    strategy = try Work.strategy(parts[1])
  }

  private static func problem(_ network: String) -> (problem: Problem, seeds: Int)? {
    switch network {
    case "seed": (seedNetwork, 30)
    case "single": (seedNetwork, 1)
    case "heads": (heads, 30)
    case "digits": (digits, 1)
    default: nil
    }
  }

  private static func strategy(_ id: String) throws -> any Strategy {
    if id == "fixed" { return Fixed([1, 0.01]) }
    guard let made = try StrategyCatalogue.make(id, settings: [:]) as? any Strategy else {
      throw WorkError("\(id) is no strategy")
    }
    return made
  }

  /// The network 1-5-10-1: pull the sum of the outputs to 5 while the parameters grow.
  private static var seedNetwork: Problem {
    let net = Sequential {
      Dense(1, 5)
      ReLU()
      Dense(5, 10)
      ReLU()
      Dense(10, 1)
    }
    return Problem("seed", model: net, batch: .uniform([3, 1])) { net, features in
      Minimize("fit", mean(square(5 - sum(net(features)))))
      Maximize("weights", sum(net.parameters))
    }
  }

  /// The network 16-64-64 with four heads of one output each, a regression for each, batch 64.
  private static var heads: Problem {
    var data: [String: DataSource] = ["features": .normal([64, 16])]
    for k in 0..<4 { data["target\(k)"] = .normal([64, 1]) }
    return Problem("heads", model: Heads(), data: data) { model, parts in
      let shared = model(parts["features"])
      Minimize("task0", mean(square(model.heads[0](shared) - parts["target0"])))
      Minimize("task1", mean(square(model.heads[1](shared) - parts["target1"])))
      Minimize("task2", mean(square(model.heads[2](shared) - parts["target2"])))
      Minimize("task3", mean(square(model.heads[3](shared) - parts["target3"])))
    }
  }

  /// The network 784-512-512-10, batch 256: fit the targets, and keep the outputs small.
  private static var digits: Problem {
    let net = Sequential {
      Dense(784, 512)
      ReLU()
      Dense(512, 512)
      ReLU()
      Dense(512, 10)
    }
    let data: [String: DataSource] = [
      "features": .normal([256, 784]), "target": .normal([256, 10]),
    ]
    return Problem("digits", model: net, data: data) { net, parts in
      let out = net(parts["features"])
      Minimize("fit", mean(square(out - parts["target"])))
      Minimize("size", mean(square(out)))
    }
  }

  private struct Heads: Layer {
    let trunk = Sequential {
      Dense(16, 64)
      ReLU()
      Dense(64, 64)
      ReLU()
    }
    let heads = (0..<4).map { _ in Dense(64, 1) }

    func callAsFunction(_ input: Tensor) -> Tensor { trunk(input) }
  }
}

/// What was asked for does not exist.
struct WorkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
