import Neural

/// Gives the lanes of a block their training data, all of it once or a batch of rows a step, and
/// the dropout masks of the step.
///
/// Both stay until the feeder goes to the next step, so that losses can be looked at again on the
/// same rows with the same elements dropped, and by other lanes.
final class BatchFeeder<Number: LaneNumber> {
  /// One part of the data that is cut into batches.
  private struct Part {
    let name: String
    let columns: Int
    /// The distinct tables, kept alive here.
    let tables: [RowTable]
    /// The table of each lane.
    let addresses: UnsafeMutablePointer<UnsafePointer<Double>>
  }

  private let plan: TrainingPlan
  private let seeds: [Int]
  /// The orders of each batch of a step; none where all data are seen at every step.
  private let orders: [RowOrders]
  private var parts: [Part] = []
  /// The preference that each lane's network reads in this step, of shape `[R, m]`; empty where it
  /// reads none.
  var preferences: [[Double]] = []
  private var step = 0

  /// Prepares for the first step.
  ///
  /// - Parameter batches: The batches of a step; of whole data there is one.
  init(_ plan: TrainingPlan, seeds: [Int], width: LaneWidth, batches: Int) {
    (self.plan, self.seeds) = (plan, seeds)
    let lanes = width.rawValue
    orders = (0..<batches).compactMap { index in
      plan.problem.cut.map { RowOrders($0, seeds: seeds, lanes: lanes, index: index) }
    }
    guard let cut = plan.problem.cut else { return }
    let data = plan.tables(seeds: seeds)
    for (name, source) in plan.problem.data where !source.shape.isEmpty {
      let tables = seeds.compactMap { data[$0]?[name] }
      let addresses = UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: lanes)
      addresses.initialize(repeating: tables[0].start, count: lanes)
      for (lane, table) in tables.enumerated() { addresses[lane] = table.start }
      parts.append(
        Part(
          name: name, columns: source.count / cut.rows, tables: tables, addresses: addresses))
    }
  }

  deinit { for part in parts { part.addresses.deallocate() } }

  /// Gives lanes what stays the same at every step.
  func prepare(_ lanes: Lanes<Number>) {
    for (lane, seed) in seeds.enumerated() {
      lanes.setSeed(UInt64(seed), lane: lane)
      for part in plan.trainingData(seed: seed)
      where orders.isEmpty || plan.problem.data[part.name]?.shape.isEmpty == true {
        lanes.setData(part.name, part.values, lane: lane)
      }
    }
  }

  /// The batches of a step that differ from each other.
  var batches: Int { max(orders.count, 1) }

  /// Goes to the batches of a step and gives lanes the first.
  ///
  /// - Precondition: It was told of every step before, in turn.
  func feed(_ step: Int, to lanes: Lanes<Number>) {
    self.step = step
    for order in orders { order.advance(to: step) }
    give(batch: 0, to: lanes)
  }

  /// Goes past steps that were made before, from the start.
  func skip(_ steps: Int) { for order in orders { order.skip(steps) } }

  /// Gives lanes a batch of the present step.
  func give(batch index: Int, to lanes: Lanes<Number>) {
    lanes.draw(step: step)
    if !plan.preferenceInputs.isEmpty {
      lanes.setPreferences(preferences, plan.preferenceInputs)
    }
    guard index < orders.count, let cut = plan.problem.cut else { return }
    for part in parts {
      lanes.setRows(
        part.name,
        RowGather(
          tables: part.addresses, indices: orders[index].batch, rows: cut.size,
          columns: part.columns))
    }
  }
}

extension Lanes {
  /// Sets the preferences that the networks of the first lanes read.
  func setPreferences(_ preferences: some Collection<[Double]>, _ inputs: [String]) {
    for (lane, preference) in preferences.enumerated() {
      for (name, part) in zip(inputs, preference) { setData(name, [part], lane: lane) }
    }
  }
}
