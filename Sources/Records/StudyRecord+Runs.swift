extension StudyRecord {
  /// The names of all runs of the study.
  public var runKeys: Set<RunKey> {
    Set(
      arms.flatMap { arm in
        arm.members.indices.flatMap { member in
          (0..<seeds).map { RunKey(arm: arm.name, member: member, seed: $0) }
        }
      })
  }
}
