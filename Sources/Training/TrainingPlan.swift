public import Neural
public import Records
public import Strategies
import Tensors

/// What every run of a study shares: the compiled problem and the schedule of evaluations.
public struct TrainingPlan: Sendable {
  /// The problem.
  public let problem: Problem
  /// The objectives, in order.
  public let objectives: [Objective]
  /// The number of updates of each run.
  public let steps: Int
  /// The steps at which every run is evaluated, of shape `[T]`.
  public let evaluationSteps: [Int]
  /// Where the parameters stand.
  public let layout: ParameterLayout
  /// A library for the large products of a single lane; `nil` for our own kernels.
  public let blas: BLAS?
  /// The data that hold the preference of a network that reads one; none for others.
  let preferenceInputs: [String]

  let combined: Program
  let each: Program
  /// Evaluates on data of its own or without dropout; `nil` where the training program serves.
  let evaluation: Program?
  /// The data that are cut into batches and the same for every seed.
  private let tables: [String: RowTable]

  /// Compiles a problem.
  ///
  /// - Parameters:
  ///   - steps: The number of updates of each run.
  ///   - evaluations: How often a run is evaluated at most, first and last step included; the score
  ///     needs 32.
  ///   - blas: A library for the large products of a single lane; the numbers are then its own.
  /// - Precondition: `steps` is positive, and there are two evaluations.
  public init(_ problem: Problem, steps: Int, evaluations: Int = 200, blas: BLAS? = nil) {
    self.init(problem, steps: steps, evaluations: evaluations, blas: blas, preferenceInputs: [])
  }

  /// The same problem with networks that read a preference beside their data: they begin as they do
  /// without.
  ///
  /// - Throws: `SettingError` where there is no network, or an objective does not depend on it.
  public func conditioned() throws(SettingError) -> TrainingPlan {
    let conditioned = try ConditionedProblem(problem)
    return TrainingPlan(
      conditioned.problem, steps: steps, evaluations: evaluationSteps.count, blas: blas,
      preferenceInputs: conditioned.inputs)
  }

  private init(
    _ problem: Problem, steps: Int, evaluations: Int, blas: BLAS?, preferenceInputs: [String]
  ) {
    precondition(steps > 0, "a run makes at least one step")
    precondition(evaluations > 1, "a run is evaluated at its start and at its end")
    (self.problem, self.steps, self.blas) = (problem, steps, blas)
    self.preferenceInputs = preferenceInputs
    objectives = problem.objectives
    layout = ParameterLayout(problem.parameters)
    evaluationSteps = Self.evaluationSteps(steps, evaluations)
    let values = problem.terms.map(\.value)
    combined = Program(values: values, parameters: problem.parameters, gradients: .combined)
    each = Program(values: values, parameters: problem.parameters, gradients: .each)
    // A network that reads a preference is evaluated at another than it is trained at.
    let isOther = each.drawsMasks || !preferenceInputs.isEmpty
    let terms = problem.evaluationTerms ?? (isOther ? problem.terms : nil)
    evaluation = terms.map {
      Program(
        values: $0.map(\.value), parameters: problem.parameters, gradients: .none, dropout: false)
    }
    let isCut = problem.cut != nil
    tables = problem.data.filter { isCut && !$0.value.isDrawn }.mapValues {
      var unused = RandomStream(seed: 0, purpose: .data)
      return RowTable($0.values(from: &unused))
    }
  }

  /// The evaluation points of a run: `T = min(evaluations, steps + 1)` of them, at
  /// `round(k·steps/(T − 1))`.
  public static func evaluationSteps(_ steps: Int, _ evaluations: Int = 200) -> [Int] {
    let count = min(evaluations, steps + 1)
    return (0..<count).map { k in
      Int((Double(k * steps) / Double(count - 1)).rounded())
    }
  }

  /// The lanes that advance in lockstep, by the problem's size alone.
  public func width(bytesPerNumber: Int) -> LaneWidth {
    LaneWidth.forProgram(each, bytesPerNumber: bytesPerNumber)
  }

  /// Draws the parameters with which a seed begins.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - beginning: 0 for the beginning that all arms share; members of a population that begin
  ///     apart have one each, the first of them this one.
  public func initialParameters(seed: Int, beginning: Int = 0) -> [Double] {
    var random = RandomStream(
      seed: UInt64(seed), purpose: .initialization, index: beginning)
    return layout.named.flatMap { $0.parameter.initialValues(from: &random) }
  }

  /// Draws the training data of a seed: one stream for each name, by the order of names.
  public func trainingData(seed: Int) -> [(name: String, values: [Double])] {
    Self.draw(problem.data, seed: seed, purpose: .data)
  }

  /// Draws the evaluation data of a seed: all of its training data where there are no others.
  public func evaluationData(seed: Int) -> [(name: String, values: [Double])] {
    guard let evaluation = problem.evaluation else { return trainingData(seed: seed) }
    return Self.draw(evaluation, seed: seed, purpose: .evaluation)
  }

  /// The training data of some seeds as tables; what is the same for every seed is shared.
  func tables(seeds: [Int]) -> [Int: [String: RowTable]] {
    Set(seeds).reduce(into: [:]) { all, seed in
      all[seed] = tables
      for part in trainingData(seed: seed) where tables[part.name] == nil {
        all[seed]?[part.name] = RowTable(part.values)
      }
    }
  }

  /// Passes over the data before a step; a step sees all of it where there are no batches.
  func epoch(_ step: Int) -> Int { step / (problem.cut?.batchesPerPass ?? 1) }

  /// The training data of a seed as its first step sees them.
  public func firstBatch(seed: Int) -> [(name: String, values: [Double])] {
    guard let cut = problem.cut else { return trainingData(seed: seed) }
    let orders = RowOrders(cut, seeds: [seed], lanes: 1)
    orders.advance(to: 0)
    return trainingData(seed: seed).map { name, values in
      guard problem.data[name]?.shape.isEmpty == false else { return (name, values) }
      let columns = values.count / cut.rows
      return (
        name,
        (0..<cut.size).flatMap { row in
          let start = Int(orders.batch[0][row]) * columns
          return values[start..<start + columns]
        }
      )
    }
  }

  private static func draw(
    _ data: [String: DataSource], seed: Int, purpose: RandomStream.Purpose
  ) -> [(name: String, values: [Double])] {
    data.sorted { $0.key < $1.key }.enumerated().map { index, part in
      var random = RandomStream(seed: UInt64(seed), purpose: purpose, index: index)
      return (part.key, part.value.values(from: &random))
    }
  }

  /// The program that serves a demand.
  func program(for demand: Demand) -> Program {
    guard demand.contains(.gradients) else { return combined }
    guard demand.contains(.representation) else { return each }
    let values = problem.terms.map(\.value)
    return Program(
      values: values, parameters: problem.parameters, gradients: .each,
      representation: Tensor.sharedRepresentation(of: values))
  }

  /// Checks that the trainer can serve what a strategy asks for.
  ///
  /// - Throws: `SettingError` for a parameter that is not there, or a shared representation where
  ///   the objectives have none.
  public func validate(_ strategy: some Strategy) throws(SettingError) {
    for request in strategy.requests {
      switch request.place {
      case .parameters: _ = try elements(request)
      case .representation:
        guard Tensor.sharedRepresentation(of: problem.terms.map(\.value)) != nil else {
          throw SettingError(
            "representation",
            "the strategy takes gradients by a representation that all objectives share, but there "
              + "is none: an objective depends on shared parameters by a path of its own")
        }
      }
    }
  }

  /// The elements of the flat parameter vector that a request means.
  ///
  /// - Throws: `SettingError` for a parameter name that is not there, or no name at all.
  public func elements(_ request: Request) throws(SettingError) -> [Range<Int>] {
    switch request.parameters {
    case .allShared: return [0..<layout.count]
    case .lastSharedLayer: return lastSharedLayer
    case .named(let names):
      guard !names.isEmpty else {
        throw SettingError("parameters", "found an empty list, wanted at least one name")
      }
      var ranges: [Range<Int>] = []
      for name in names {
        guard let found = layout.named.first(where: { $0.name == name }),
          let range = layout.range(of: found.parameter)
        else {
          let known = layout.named.map(\.name).joined(separator: ", ")
          throw SettingError("parameters", "no parameter is named \(name); there are \(known)")
        }
        if !ranges.contains(range) { ranges.append(range) }
      }
      return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }
  }

  /// The weight matrices of the last layer that every objective reaches; its other parameters
  /// where it has no matrix; everything where no layer is reached by all.
  private var lastSharedLayer: [Range<Int>] {
    let parameters = layout.named.map(\.parameter)
    let shared = problem.terms.reduce(Set(parameters)) {
      $0.intersection($1.value.reaching(parameters))
    }
    func path(_ name: String) -> String {
      name.split(separator: ".").dropLast().joined(separator: ".")
    }
    guard let last = layout.named.last(where: { shared.contains($0.parameter) }) else {
      return [0..<layout.count]
    }
    let members = layout.named.filter {
      path($0.name) == path(last.name) && shared.contains($0.parameter)
    }
    let matrices = members.filter { $0.parameter.shape.count >= 2 }
    return (matrices.isEmpty ? members : matrices).compactMap { layout.range(of: $0.parameter) }
  }
}
