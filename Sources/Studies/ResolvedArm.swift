public import Neural
public import Records
public import Strategies
import Training

/// An arm whose name, optimizer and members are settled.
public struct ResolvedArm: Sendable {
  /// The name, unique within the study.
  public let name: String
  /// The strategy or sampler.
  public let sampler: any Sampler
  /// The optimizer.
  public let optimizer: Optimizer
  /// Whether it is the baseline.
  public let isBaseline: Bool
  /// Its trainings.
  public let members: [Member]
  /// The compiled problem that it trains: the study's, or one whose networks read a preference.
  let plan: TrainingPlan

  /// The arm as it is stored and reported.
  public var record: ArmRecord {
    let card = type(of: sampler).card
    let pullbacks = members.map { demand(of: $0.strategy).contains(.gradients) }.contains(true)
    return ArmRecord(
      name: name, strategy: card.id, settings: .object(sampler.settings),
      optimizer: "\(optimizer)", isBaseline: isBaseline,
      members: members.map { ArmRecord.Member(preference: $0.preference) },
      pullbacksPerStep: pullbacks ? objectiveCount : 1, references: [card.reference])
  }

  /// Whether later members are chosen by what earlier ones came to.
  var asksInRounds: Bool { members.contains { $0.round > 0 } }

  private let objectiveCount: Int

  private func demand<S: Strategy>(of strategy: S) -> Demand { S.Evidence.demand }

  private init(
    _ arm: Arm, name: String, optimizer: Optimizer, isBaseline: Bool, plan: TrainingPlan
  ) throws(StudyError) {
    (self.name, sampler, self.isBaseline) = (name, arm.sampler, isBaseline)
    self.optimizer = arm.optimizer ?? optimizer
    objectiveCount = plan.objectives.count
    do {
      members = try arm.sampler.members(for: plan.objectives)
      let readsPreference = members.contains { $0.strategy is any Conditioned }
      self.plan = readsPreference ? try plan.conditioned() : plan
      for member in members { try self.plan.validate(member.strategy) }
    } catch {
      throw StudyError("arm \(name): \(error)", arm: name)
    }
  }

  /// Settles names and members, and puts the baseline first where a unit is needed.
  static func resolve(
    _ arms: [Arm], optimizer: Optimizer, plan: TrainingPlan
  ) throws(StudyError) -> [ResolvedArm] {
    guard !arms.isEmpty else {
      throw StudyError("the study has no arms; give at least one strategy to train")
    }
    var given = arms
    var baseline: Arm?
    if plan.objectives.contains(where: { $0.unit == nil }) {
      // A baseline that the user lists is the baseline.
      let index = given.firstIndex {
        $0.sampler is EqualNormalized && ($0.optimizer ?? optimizer) == optimizer
      }
      baseline = index.map { given.remove(at: $0) } ?? Arm(EqualNormalized())
    }
    let names = ArmNaming.names((baseline.map { [$0] } ?? []) + given)
    var resolved: [ResolvedArm] = []
    for (arm, name) in zip((baseline.map { [$0] } ?? []) + given, names) {
      guard !resolved.contains(where: { $0.name == name }) else {
        throw StudyError("two arms are named \(name); give each its own name", arm: name)
      }
      resolved.append(
        try ResolvedArm(
          arm, name: name, optimizer: optimizer,
          isBaseline: baseline != nil && resolved.isEmpty, plan: plan))
    }
    return resolved
  }
}
