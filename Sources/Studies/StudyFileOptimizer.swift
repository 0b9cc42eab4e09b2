import Neural

extension StudyFileNode {
  /// An optimizer: `adam`, `sgd`, or one of them with settings.
  func optimizer() throws -> Optimizer {
    let known = ["adam", "sgd"]
    if scalar != nil { return try word(of: known) == "sgd" ? .sgd() : .adam() }
    let entry = try choice(known)
    return entry.name == "sgd" ? try entry.value.sgd() : try entry.value.adam()
  }

  private func sgd() throws -> Optimizer {
    if isNull { return .sgd() }
    let fields = try fields(["learningRate", "momentum", "weightDecay"])
    return .sgd(
      learningRate: try fields["learningRate"]?.value.learningRate() ?? 0.001,
      momentum: try fields["momentum"]?.value.fraction() ?? 0,
      weightDecay: try fields["weightDecay"]?.value.nonnegative() ?? 0)
  }

  private func adam() throws -> Optimizer {
    if isNull { return .adam() }
    let fields = try fields(["learningRate", "beta1", "beta2", "epsilon", "weightDecay"])
    return .adam(
      learningRate: try fields["learningRate"]?.value.learningRate() ?? 0.001,
      beta1: try fields["beta1"]?.value.fraction() ?? 0.9,
      beta2: try fields["beta2"]?.value.fraction() ?? 0.999,
      epsilon: try fields["epsilon"]?.value.nonnegative() ?? 1e-8,
      weightDecay: try fields["weightDecay"]?.value.nonnegative() ?? 0)
  }

  private func learningRate() throws -> Double { try number("a positive number") { $0 > 0 } }

  private func fraction() throws -> Double {
    try number("a number of at least 0 and below 1") { $0 >= 0 && $0 < 1 }
  }

  private func nonnegative() throws -> Double { try number("a number of at least 0") { $0 >= 0 } }
}
