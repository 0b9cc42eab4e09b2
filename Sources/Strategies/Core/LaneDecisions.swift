/// The decisions of a step in all lanes of a block.
public struct LaneDecisions {
  /// The weights, `[m, R]`; zeros where a direction was decided on, or nothing.
  public let weights: UnsafeMutablePointer<Double>
  /// The number of lanes, `R`.
  public let width: Int
  /// The number of objectives, `m`.
  public let objectives: Int
  /// The lanes with a direction.
  public private(set) var directed: [Int] = []
  /// The lanes without a decision, and why.
  public private(set) var failures: [(lane: Int, error: any Error)] = []
  /// Where a lane may go on.
  public enum Place: Hashable, Sendable {
    /// Where another lane has come to by the step, with its moments.
    case lane(Int)
    /// Where another lane stood before the step and was measured, with the moments of a run that begins; its
    /// own step is made from there.
    case measured(Int)
    /// At a beginning of its own that no run of the seed had yet, the how manieth it is; or a tenth of
    /// the way to it from where another lane has come to.
    case beginning(Int, near: Int?)

    /// Whether a lane goes there before the step.
    public var isAtOnce: Bool {
      if case .measured = self { true } else { false }
    }
  }

  /// The lanes that go on elsewhere, and where.
  public private(set) var moves: [(lane: Int, place: Place)] = []
  /// The lanes that weight decay does not move.
  public private(set) var held: [Int] = []
  /// The reports of the solvers, one a lane; `nil` for a closed form.
  public private(set) var solvers: [Decision.SolverReport?]

  /// Decisions that are written to memory of the caller's.
  public init(weights: UnsafeMutablePointer<Double>, objectives m: Int, width: Int) {
    (self.weights, objectives, self.width) = (weights, m, width)
    solvers = Array(repeating: nil, count: width)
  }

  /// Prepares for the next step.
  public mutating func begin() {
    directed.removeAll(keepingCapacity: true)
    failures.removeAll(keepingCapacity: true)
    moves.removeAll(keepingCapacity: true)
    held.removeAll(keepingCapacity: true)
  }

  /// Takes the decisions of these lanes from those of more lanes, but for moves, which may lead from
  /// one block to another, and who is held.
  ///
  /// - Parameters:
  ///   - all: The decisions of all.
  ///   - first: What they call this one's first lane.
  public mutating func take(_ all: LaneDecisions, from first: Int) {
    begin()
    let m = all.objectives
    for i in 0..<m {
      (weights + i * width).update(from: all.weights + i * all.width + first, count: width)
    }
    for lane in 0..<width { solvers[lane] = all.solvers[first + lane] }
    for lane in all.directed where (first..<first + width).contains(lane) {
      directed.append(lane - first)
    }
    for (lane, error) in all.failures where (first..<first + width).contains(lane) {
      failures.append((lane - first, error))
    }
  }

  func weigh(_ decided: [Double], lane: Int) {
    let place = weights + lane
    for i in 0..<decided.count { place[i * width] = decided[i] }
  }

  mutating func direct(objectives m: Int, lane: Int) {
    for i in 0..<m { weights[i * width + lane] = 0 }
    directed.append(lane)
  }

  mutating func hold(lane: Int) { held.append(lane) }

  mutating func move(lane: Int, to place: Place) { moves.append((lane, place)) }

  mutating func report(_ solver: Decision.SolverReport?, lane: Int) {
    if solver != nil || solvers[lane] != nil { solvers[lane] = solver }
  }

  mutating func fail(_ error: any Error, objectives m: Int, lane: Int) {
    for i in 0..<m { weights[i * width + lane] = 0 }
    solvers[lane] = nil
    failures.append((lane, error))
  }
}
