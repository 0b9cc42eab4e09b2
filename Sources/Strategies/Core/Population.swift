import Records

/// A strategy whose lanes, the members of a set trained from one seed, decide together.
///
/// At every step each member collects its evidence, then they meet once, which leaves in their
/// states what they must know of each other, and then each decides for itself. Members that have
/// failed take no further part.
public protocol Population: Strategy {
  /// Lets the members meet.
  ///
  /// - Parameter members: Those still in training, by their index in the set.
  /// - Throws: ``StrategyFailure``, which ends them all.
  static func meet(_ members: PopulationMembers<Self>) throws
}

/// The members of one population at one step.
public struct PopulationMembers<S: Strategy> {
  fileprivate let slots: UnsafeMutableBufferPointer<LaneBalancers<S>.Slot>
  /// The slots that take part; `nil` for all.
  fileprivate let present: [Int]?

  /// How many there are.
  public var count: Int { present?.count ?? slots.count }

  /// The objectives of all members.
  var objectives: [Objective] { slots.first?.balancer.objectives ?? [] }

  /// Whether a period of steps ends with this one; never without one.
  func isDue(every period: Int?) -> Bool {
    period.map { evidence(0).position.step % $0 == $0 - 1 } ?? false
  }

  /// Whether there is time to begin again or go elsewhere: at least a quarter of the run is to come.
  var leavesTime: Bool { evidence(0).position.leavesAQuarter }

  /// Whether members have had time to come near the front: a quarter of the run has passed.
  var hadTime: Bool { evidence(0).position.hasPassedAQuarter }

  private func place(_ i: Int) -> Int { present?[i] ?? i }

  /// The settings of a member.
  public func strategy(_ i: Int) -> S { slots[place(i)].balancer.strategy }

  /// What the step revealed to a member.
  public func evidence(_ i: Int) -> S.Evidence { slots[place(i)].balancer.evidence }

  /// One cost of a member.
  public func loss(_ i: Int, _ objective: Int) -> Double {
    slots[place(i)].balancer.evidence.losses[objective]
  }

  /// Lets a member go on where another one has come to after this step: with its parameters and its
  /// optimizer's moments, but its own memory.
  public func move(_ i: Int, to other: Int) {
    slots[place(i)].next = .lane(slots[place(other)].lane)
  }

  /// Lets a member go, before this step, where another one stands and was measured, with moments like those
  /// of a run that begins: what it decides is done from there.
  public func moveAtOnce(_ i: Int, to other: Int) {
    slots[place(i)].next = .measured(slots[place(other)].lane)
  }

  /// Lets weight decay not move a member in this step: with weights of 0, and moments of a run that begins,
  /// it stays where it is.
  public func hold(_ i: Int) { slots[place(i)].isHeld = true }

  /// Lets a member begin again after this step, at a place of its own and with moments like those of
  /// a run that begins.
  ///
  /// - Parameters:
  ///   - count: The how manieth new beginning it is, from 1 on.
  ///   - other: A member near whose place it begins, a tenth of the way from there to a new one; `nil`
  ///     for the new one.
  public func restart(_ i: Int, count: Int, near other: Int? = nil) {
    slots[place(i)].next = .beginning(count, near: other.map { slots[place($0)].lane })
  }

  /// What a member remembers.
  public subscript(i: Int) -> S.State {
    get { slots[place(i)].balancer.state }
    nonmutating _modify { yield &slots[place(i)].balancer.state }
  }
}

extension Population {
  /// Asks the populations one after the other.
  public static func decide(
    _ lanes: LaneBalancers<Self>, on pass: any BackwardPass, into decisions: inout LaneDecisions
  ) {
    lanes.slots.withUnsafeMutableBufferPointer { slots in
      var start = 0
      while start < slots.count {
        var end = start + 1
        while end < slots.count, slots[end].population == slots[start].population { end += 1 }
        decide(UnsafeMutableBufferPointer(rebasing: slots[start..<end]), pass, &decisions)
        start = end
      }
    }
  }

  private static func decide(
    _ slots: UnsafeMutableBufferPointer<LaneBalancers<Self>.Slot>, _ pass: any BackwardPass,
    _ decisions: inout LaneDecisions
  ) {
    var present: [Int]?
    for i in slots.indices {
      do {
        try slots[i].balancer.observe(pass, lane: slots[i].lane)
        present?.append(i)
      } catch {
        present = present ?? Array(slots.indices.prefix(i))
        fail(slots[i], error, &decisions)
      }
    }
    let members = PopulationMembers<Self>(slots: slots, present: present)
    guard members.count > 0 else { return }
    do { try meet(members) } catch {
      for i in present ?? Array(slots.indices) { fail(slots[i], error, &decisions) }
      return
    }
    for i in slots.indices where present?.contains(i) ?? true {
      let next = slots[i].next.take()
      if slots[i].isHeld {
        decisions.hold(lane: slots[i].lane)
        slots[i].isHeld = false
      }
      do {
        try slots[i].balancer.conclude()
        slots[i].balancer.share(lane: slots[i].lane, into: &decisions)
        if let next { decisions.move(lane: slots[i].lane, to: next) }
      } catch { fail(slots[i], error, &decisions) }
    }
  }

  private static func fail(
    _ slot: LaneBalancers<Self>.Slot, _ error: any Error, _ decisions: inout LaneDecisions
  ) {
    decisions.fail(error, objectives: slot.balancer.objectives.count, lane: slot.lane)
  }
}
