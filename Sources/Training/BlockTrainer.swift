public import Neural
public import Records
import Strategies
import Tensors

/// Trains a block of runs that want the same evidence and the same optimizer, in lockstep.
///
/// A step is: forward; evidence, as little as the strategies asked for; decisions; one combined
/// gradient; the optimizer; the record. There is no branch on a strategy's kind or name.
public struct BlockTrainer<Number: LaneNumber> {
  let plan: TrainingPlan
  let tasks: [LaneTask]
  let lanes: Lanes<Number>
  let optimizer: OptimizerState<Number>
  let pass: BlockPass<Number>
  let feeder: BatchFeeder<Number>
  let evaluator: Evaluator<Number>
  let probe: ConflictProbe<Number>
  private let gradient: LaneBuffer<Number>
  let former: LaneBuffer<Number>
  let lengths: LaneBuffer<Double>
  private let wantsGradients: Bool
  private let wantsInitialNorms: Bool
  /// Whether the costs of a step's batch are computed once more after the update.
  private let looksBack: Bool
  /// The weights of the step, turned for the values' own directions, `[m, R]`.
  let weights: LaneBuffer<Double>
  let balancers: [any LaneBalancing]
  /// The updates made before this trainer began.
  private var start = 0
  /// What the balancers call the first lane.
  let firstLane: Int
  private(set) var decisions: LaneDecisions
  /// The lanes that are still in training, ascending.
  private(set) var alive: [Int]
  let columns: RecordColumns
  /// Of the objectives: 1 to minimize, −1 to maximize.
  let signs: [Double]
  let recorders: [RecorderSlot]
  private(set) var runs: [Run?]

  /// Prepares a block.
  ///
  /// - Parameter checkpoints: Those of the tasks, in their order, all of one step; none to begin
  ///   at the start.
  /// - Precondition: There are at most `width` tasks, all with the same demand and optimizer.
  /// - Throws: `SettingError` if a strategy does not fit the objectives; ``CheckpointError`` if a
  ///   checkpoint does not fit its task.
  public init(
    _ plan: TrainingPlan, tasks: [LaneTask], width: LaneWidth, set: InstructionSet = .best,
    from checkpoints: [Checkpoint] = []
  ) throws {
    try self.init(
      plan, tasks: tasks, width: width, set: set, firstLane: 0,
      balancers: try LaneTask.balancers(tasks, objectives: plan.objectives))
    start = try restore(checkpoints)
  }

  /// Prepares one of several blocks that decide together, whose lanes are counted on from
  /// `firstLane` by the balancers of all.
  init(
    _ plan: TrainingPlan, tasks: [LaneTask], width: LaneWidth, set: InstructionSet,
    firstLane: Int, balancers: [any LaneBalancing]
  ) throws {
    precondition(!tasks.isEmpty && tasks.count <= width.rawValue, "a block of 1 to R tasks")
    let demand = tasks[0].demand
    (self.plan, self.tasks) = (plan, tasks)
    wantsGradients = demand.contains(.gradients)
    lanes = Lanes<Number>(
      plan.program(for: demand), width: width, set: set, blas: plan.blas)
    optimizer = OptimizerState(tasks[0].optimizer, for: lanes)
    (self.balancers, self.firstLane) = (balancers, firstLane)
    feeder = BatchFeeder(
      plan, seeds: tasks.map(\.seed), width: width,
      batches: demand.contains(.crossGramian)
        ? tasks.map(\.strategy.request.batches).max() ?? 1 : 1)
    looksBack = demand.contains(.hindsight) && plan.problem.cut != nil
    wantsInitialNorms = demand.contains(.initialNorms)
    signs = plan.objectives.map(\.direction.sign)
    pass = BlockPass(
      lanes, further: FurtherBatches(plan, feeder: feeder, width: width, set: set),
      places: try EvidencePlaces(tasks.map(\.strategy), plan: plan), demand: demand,
      looksBack: looksBack, signs: signs)
    evaluator = Evaluator(
      plan, seeds: tasks.map(\.seed), width: width, set: set,
      preferences: tasks.compactMap(\.evaluatedPreference))
    probe = ConflictProbe(plan, feeder: feeder, width: width, set: set)
    let count = plan.layout.count * width.rawValue
    (gradient, former) = (LaneBuffer(count), LaneBuffer(count))
    lengths = LaneBuffer(width.rawValue)
    weights = LaneBuffer(plan.objectives.count * width.rawValue)
    decisions = LaneDecisions(
      weights: weights.start, objectives: plan.objectives.count, width: width.rawValue)
    alive = Array(tasks.indices)
    let columns = RecordColumns(plan.objectives)
    self.columns = columns
    recorders = tasks.map {
      RecorderSlot(
        LaneRecorder(
          $0, columns: columns, objectives: plan.objectives.count,
          rows: plan.evaluationSteps.count))
    }
    runs = tasks.map { _ in nil }
    for (lane, task) in tasks.enumerated() {
      lanes.setParameters(
        plan.initialParameters(seed: task.seed, beginning: task.beginning), lane: lane)
    }
    lanes.projectParameters()
    feeder.prepare(lanes)
  }

  /// Trains all runs to their end.
  ///
  /// - Parameters:
  ///   - tick: Told now and then, at least at every evaluation, how many steps the block has made
  ///     since it was last told, and how to have its snapshot; may throw to give the block up.
  ///   - ended: Given, when all is done, the parameters of each lane.
  /// - Returns: The runs, in the order of the tasks.
  /// - Throws: What `tick` throws.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public consuming func train(
    tick: (Int, () throws -> BlockSnapshot) throws -> Void = { _, _ in },
    ended: ((_ lane: Int) -> [Double]) -> Void = { _ in }
  ) rethrows -> [Run] {
    try flushingSubnormals {
      var (row, told) = (plan.evaluationSteps.count { $0 < start }, start)
      for step in start..<plan.steps where !alive.isEmpty {
        let isRow = plan.evaluationSteps[row] == step
        advance(step, recording: isRow)
        if isRow { row += 1 }
        if isRow || step & 127 == 127 {
          try tick(step + 1 - told) { try snapshot(after: step + 1, among: inTraining) }
          told = step + 1
        }
      }
      if !alive.isEmpty { evaluateEnd() }
    }
    ended { lanes.parameterValues(lane: $0) }
    return finished
  }

  // MARK: One step

  private mutating func advance(_ step: Int, recording: Bool) {
    observe(step, recording: recording)
    decisions.begin()
    for group in balancers { group.decide(pass, into: &decisions) }
    let held = Self.moveAtOnce(by: decisions, among: [self])
    act(step, recording: recording)
    Self.moveOn(by: decisions, held, among: [self])
  }

  /// The first half of a step: values and evidence.
  mutating func observe(_ step: Int, recording: Bool) {
    if !plan.preferenceInputs.isEmpty {
      feeder.preferences = tasks.indices.map { preference($0) ?? [] }
    }
    feeder.feed(step, to: lanes)
    lanes.forward()
    pass.begin(step: step, epoch: plan.epoch(step), of: plan.steps)
    requireFiniteValues(step)
    if recording { evaluate(step) } else { pass.noteExtremes() }
    if wantsGradients {
      lanes.backward()
      pass.compareGradients()
    }
    if step == 0 && wantsInitialNorms {
      probe.look(at: lanes)
      pass.keepInitialNorms { probe.norm($0, lane: $1) }
    }
  }

  /// Takes the decisions for its lanes from those of several blocks.
  mutating func take(_ all: LaneDecisions) { decisions.take(all, from: firstLane) }

  /// The second half of a step: what was decided is done.
  mutating func act(_ step: Int, recording: Bool) {
    pass.release()
    settle(step)
    if recording {
      recordEvidence()
      former.copy(from: lanes.parameters)
    }
    update()
    if recording { recordStepLengths() }
    if looksBack {
      lanes.forward()
      pass.lookBack()
    }
    if !optimizer.gradientsWereFinite(lanes: alive) { requireFiniteGradients(step) }
  }

  private mutating func requireFiniteValues(_ step: Int) {
    guard !pass.costsAreFinite else { return }
    for i in plan.objectives.indices {
      for lane in alive where !pass.cost(i, lane: lane).isFinite {
        let found = "the value of \(plan.objectives[i].name) is \(lanes.value(i, lane: lane).words)"
        fail(lane, .nonFinite, step, found)
      }
    }
  }

  private mutating func requireFiniteGradients(_ step: Int) {
    for lane in alive where !optimizer.gradientWasFinite(lane: lane) {
      fail(lane, .nonFinite, step, culpritGradient(lane))
    }
  }

  private mutating func settle(_ step: Int) {
    for (lane, error) in decisions.failures {
      let cause: Failure.Cause = error is NonFiniteDecision ? .nonFinite : .strategyFailed
      fail(lane, cause, step, "\(error)")
    }
    for lane in decisions.directed {
      guard let found = direction(lane)?.count, found != plan.layout.count else { continue }
      fail(
        lane, .strategyFailed, step,
        "the direction has \(found) elements, wanted \(plan.layout.count), one a parameter")
    }
    for i in signs.indices where signs[i] < 0 {
      let row = weights.start + i * lanes.width
      for lane in 0..<lanes.width { row[lane].negate() }
    }
    lanes.setWeights(weights.start)
  }

  private func direction(_ lane: Int) -> [Double]? {
    for group in balancers {
      if let found = group.direction(lane: firstLane + lane) { return found }
    }
    return nil
  }

  /// Descends the weighted gradients of all lanes; directions take their place in their lanes.
  private mutating func update() {
    if !wantsGradients { lanes.backward() }
    guard !decisions.directed.isEmpty else {
      optimizer.update(lanes, combining: wantsGradients)
      return
    }
    if wantsGradients {
      lanes.combine(weights: lanes.weights, into: gradient.start)
    } else {
      // The program's own row must stay: what no objective reaches is zero there for ever.
      gradient.copy(from: lanes.gradientRow(0))
    }
    for lane in decisions.directed where alive.contains(lane) {
      guard let direction = direction(lane) else { continue }
      for (k, x) in direction.enumerated() { gradient.start[k * lanes.width + lane] = Number(x) }
    }
    optimizer.update(lanes, gradient: gradient.start)
  }

  /// Which gradient is not finite, and by which parameter, in words.
  private func culpritGradient(_ lane: Int) -> String {
    let names = wantsGradients ? plan.objectives.map(\.name) : ["the weighted costs"]
    for (row, name) in names.enumerated() {
      for place in plan.layout.named {
        guard let range = plan.layout.range(of: place.parameter) else { continue }
        let elements = lanes.gradient(row, lane: lane, elements: range)
        if let x = elements.first(where: { !$0.isFinite }) {
          return "the gradient of \(name) by \(place.name) has the element \(x.words)"
        }
      }
    }
    return "the combined gradient is not finite"
  }

  // MARK: Ends

  /// Whether a lane is still in training.
  var isAlive: Bool { !alive.isEmpty }

  /// The tasks whose lanes are still in training.
  var inTraining: [LaneTask] { alive.map { tasks[$0] } }

  /// The runs that are finished, in the order of the tasks.
  var finished: [Run] { runs.compactMap { $0 } }

  mutating func evaluateEnd() {
    lanes.forward()
    evaluate(plan.steps)
    for lane in alive { finish(lane, .finished) }
  }

  mutating func fail(
    _ lane: Int, _ cause: Failure.Cause, _ step: Int, _ detail: String
  ) {
    keepExtremes(lane)
    finish(lane, .failed(Failure(cause, step: step, detail: detail)))
    for group in balancers { group.retire(lane: firstLane + lane) }
  }

  private mutating func finish(_ lane: Int, _ outcome: Outcome) {
    runs[lane] = recorders[lane].recorder.take()?.finish(outcome)
    alive.removeAll { $0 == lane }
  }
}
