import Neural
import Strategies

extension BlockTrainer {
  /// Parameters and an optimizer's moments.
  private typealias Standing = (parameters: [Double], moments: [Double])

  /// Lets lanes go on elsewhere: where others stand after the step, all read before any is written, or
  /// at another beginning. A run that has failed in it neither gives nor takes.
  ///
  /// A beginning near another's place is `0.9 θ + 0.1 θ₀`, with the moments of a run that begins: far
  /// enough from a place where slopes vanish, near enough to stay in its valley.
  ///
  /// - Parameters:
  ///   - moves: Lanes, counted on from block to block, and where they go on.
  ///   - blocks: All that decide together, of one width.
  static func move(
    _ moves: [(lane: Int, place: LaneDecisions.Place)], among blocks: [BlockTrainer]
  ) {
    guard !moves.isEmpty else { return }
    let width = blocks[0].lanes.width
    let standings = moves.map { move in
      switch move.place {
      case .lane(let lane): blocks[lane / width].standing(lane % width)
      case .beginning(let count, let near):
        beginning(
          blocks[move.lane / width].beginning(count, lane: move.lane % width),
          near: near.map { blocks[$0 / width].standing($0 % width) })
      }
    }
    for (move, standing) in zip(moves, standings) {
      let (block, lane) = (blocks[move.lane / width], move.lane % width)
      guard let standing, block.alive.contains(lane) else { continue }
      block.lanes.setParameters(standing.parameters, lane: lane)
      block.optimizer.setMoments(standing.moments, lane: lane)
    }
    for block in blocks { block.lanes.projectParameters() }
  }

  private func standing(_ lane: Int) -> Standing? {
    alive.contains(lane)
      ? (lanes.parameterValues(lane: lane), optimizer.moments(lane: lane)) : nil
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
