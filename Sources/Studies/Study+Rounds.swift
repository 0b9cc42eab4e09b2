import Records
import Strategies
import Training

extension Study {
  /// The runs of a unit that a round trains: as they stand, or as the sampler chooses them for the
  /// seed, told what the runs of the rounds before came to.
  ///
  /// - Parameters:
  ///   - unit: All runs of an arm from one seed, in order.
  ///   - round: The round, from 0.
  ///   - made: The tasks of the rounds before with their runs, of this unit and of others.
  func tasks(
    of unit: [LaneTask], round: Int, after made: [(task: LaneTask, run: Run)]
  ) throws -> [LaneTask] {
    let waiting = unit.filter { ($0.round ?? 0) == round }
    guard round > 0, let first = waiting.first,
      let arm = arms.first(where: { $0.name == first.arm })
    else { return waiting }
    let before = made.filter { $0.task.population == first.population }
      .sorted { $0.task.member < $1.task.member }
    let ends = before.map { task, run in
      MemberEnd(
        preference: task.preference ?? arm.members[task.member].preference,
        costs: run.outcome == .finished ? run.trace.last.map(costs) : nil)
    }
    let members = try arm.sampler.members(after: ends, for: problem.objectives)
    precondition(
      members.count == waiting.count, "\(arm.name): as many members as stand-ins")
    return zip(waiting, members).map { task, member in
      LaneTask(
        arm: task.arm, member: task.member, seed: task.seed, strategy: member.strategy,
        optimizer: task.optimizer, round: round, preference: member.preference,
        startsApart: member.startsApart)
    }
  }

  private func costs(of values: [Double]) -> [Double] {
    problem.objectives.costs(of: values).values
  }
}
