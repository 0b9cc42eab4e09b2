import Neural
import Strategies

extension BlockTrainer {
  /// Parameters and an optimizer's moments.
  fileprivate typealias Standing = (parameters: [Double], moments: [Double])

  /// The lanes that weight decay is not to move, and where they stand, if it would.
  struct Held {
    fileprivate var lanes: [(lane: Int, standing: Standing?)]
  }

  /// What moves before a step is made.
  ///
  /// - Returns: Who is held in it, for ``moveOn(by:_:among:)``.
  static func moveAtOnce(by decisions: LaneDecisions, among blocks: [BlockTrainer]) -> Held {
    move(by: decisions, after: false, among: blocks)
    return held(by: decisions, among: blocks)
  }

  /// What moves after it; who was held is put back.
  static func moveOn(by decisions: LaneDecisions, _ held: Held, among blocks: [BlockTrainer]) {
    put(held.lanes, among: blocks)
    move(by: decisions, after: true, among: blocks)
  }

  /// Lets lanes go on elsewhere: where others stand, all read before any is written, or at another
  /// beginning. A run that has failed neither gives nor takes.
  ///
  /// A beginning near another's place is `0.9 θ + 0.1 θ₀`, with the moments of a run that begins: far
  /// enough from a place where slopes vanish, near enough to stay in its valley.
  ///
  /// - Parameters:
  ///   - decisions: Those of all lanes, counted on from block to block.
  ///   - stepped: Whether the step is made: those who go at once went before it.
  ///   - blocks: All that decide together, of one width.
  private static func move(
    by decisions: LaneDecisions, after stepped: Bool, among blocks: [BlockTrainer]
  ) {
    guard !decisions.moves.isEmpty else { return }
    let moves = decisions.moves.filter { $0.place.isAtOnce != stepped }
    guard !moves.isEmpty else { return }
    let width = blocks[0].lanes.width
    let standings = moves.map { move in
      switch move.place {
      case .lane(let lane): blocks[lane / width].standing(lane % width)
      case .measured(let lane): blocks[lane / width].standing(lane % width, isFresh: true)
      case .beginning(let count, let near):
        beginning(
          blocks[move.lane / width].beginning(count, lane: move.lane % width),
          near: near.map { blocks[$0 / width].standing($0 % width) })
      }
    }
    put(zip(moves, standings).map { ($0.lane, $1) }, among: blocks)
    for block in blocks { block.lanes.projectParameters() }
  }

  private static func held(by decisions: LaneDecisions, among blocks: [BlockTrainer]) -> Held {
    let width = blocks[0].lanes.width
    return Held(
      lanes: decisions.held.compactMap { lane in
        let block = blocks[lane / width]
        guard block.optimizer.optimizer.rule.weightDecay != 0 else { return nil }
        return (lane, block.standing(lane % width))
      })
  }

  /// Puts lanes somewhere, but for those that have failed.
  private static func put(
    _ standings: [(lane: Int, standing: Standing?)], among blocks: [BlockTrainer]
  ) {
    for (lane, standing) in standings {
      let (block, own) = (blocks[lane / blocks[0].lanes.width], lane % blocks[0].lanes.width)
      guard let standing, block.alive.contains(own) else { continue }
      block.lanes.setParameters(standing.parameters, lane: own)
      block.optimizer.setMoments(standing.moments, lane: own)
    }
  }

  /// - Parameter isFresh: Whether with the moments of a run that begins.
  private func standing(_ lane: Int, isFresh: Bool = false) -> Standing? {
    guard alive.contains(lane) else { return nil }
    let moments = isFresh ? optimizer.initialMoments : optimizer.moments(lane: lane)
    return (lanes.parameterValues(lane: lane), moments)
  }

  /// A beginning, or what lies between it and another's place; `nil` if there is none any more.
  private static func beginning(_ new: Standing, near other: Standing??) -> Standing? {
    guard let other else { return new }
    return other.map { there in
      (zip(there.parameters, new.parameters).map { $0 + 0.1 * ($1 - $0) }, new.moments)
    }
  }

  /// The parameters of another beginning of a lane; those of all runs of a seed have lower indices.
  private func beginning(_ count: Int, lane: Int) -> Standing {
    let task = tasks[lane]
    let index = count << 16 | task.member
    return (
      plan.initialParameters(seed: task.seed, beginning: index), optimizer.initialMoments
    )
  }
}
