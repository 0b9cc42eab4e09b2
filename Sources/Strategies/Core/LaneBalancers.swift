import Foundation
public import Records

/// The balancers of a block of lanes, their strategies forgotten.
public protocol LaneBalancing: AnyObject {
  /// Decides a step in every lane that was not retired.
  func decide(_ pass: any BackwardPass, into decisions: inout LaneDecisions)
  /// The direction that was decided on last in a lane, of shape `[n]`, if it is one of these.
  func direction(lane: Int) -> [Double]?
  /// The preference of a lane's next step, of shape `[m]`, if it is one of these and has one that
  /// changes.
  func preference(lane: Int) -> [Double]?
  /// Ends the work in a lane.
  func retire(lane: Int)
  /// What the balancer of a lane remembers, JSON; `nil` for a lane that is not one of these.
  func memory(lane: Int) throws -> [UInt8]?
  /// Lets the balancer of a lane remember, if it is one of these.
  ///
  /// - Throws: A decoding error if the memory is not one of such a balancer.
  func remember(_ memory: [UInt8], lane: Int) throws
}

/// The balancers of the lanes of a block whose strategies are of one type.
public final class LaneBalancers<S: Strategy>: LaneBalancing {
  struct Slot {
    let lane: Int
    /// The same for the members of one arm and seed, which stand one after the other.
    let population: Int
    var balancer: Balancer<S>
    /// Where the lane goes on after the step, if that is elsewhere.
    var next: LaneDecisions.Place?
    /// Whether weight decay shall not move the lane in this step.
    var isHeld = false
  }

  var slots: [Slot]
  /// The lanes of the slots, in their order: whoever looks for one copies no slot.
  private var lanes: [Int]
  private var hasDecided = false

  /// Gathers balancers with the lanes that they work in and the populations that they belong to.
  public init(_ balancers: [(lane: Int, population: Int, balancer: Balancer<S>)]) {
    lanes = balancers.map(\.lane)
    slots = balancers.map {
      Slot(lane: $0.lane, population: $0.population, balancer: $0.balancer)
    }
  }

  /// Decides a step in every lane that was not retired.
  public func decide(_ pass: any BackwardPass, into decisions: inout LaneDecisions) {
    S.decide(self, on: pass, into: &decisions)
  }

  /// Asks the balancers one after the other.
  func ask(_ pass: any BackwardPass, into decisions: inout LaneDecisions) {
    slots.withUnsafeMutableBufferPointer { slots in
      for i in slots.indices {
        slots[i].balancer.decide(pass, lane: slots[i].lane, into: &decisions)
      }
    }
  }

  /// Asks the balancers once; from then on their answers stand.
  func askOnce(_ pass: any BackwardPass, into decisions: inout LaneDecisions) {
    guard hasDecided else {
      hasDecided = true
      return ask(pass, into: &decisions)
    }
    slots.withUnsafeMutableBufferPointer { slots in
      for i in slots.indices { slots[i].balancer.share(lane: slots[i].lane, into: &decisions) }
    }
  }

  /// The direction that was decided on last in a lane, of shape `[n]`, if it is one of these.
  public func direction(lane: Int) -> [Double]? {
    lanes.firstIndex(of: lane).map { slots[$0].balancer.decision.direction }
  }

  /// The preference of a lane's next step, of shape `[m]`, if it is one of these and has one that
  /// changes.
  public func preference(lane: Int) -> [Double]? {
    guard let place = lanes.firstIndex(of: lane) else { return nil }
    return slots.withUnsafeBufferPointer {
      $0[place].balancer.strategy.preference(in: $0[place].balancer.state)
    }
  }

  /// Ends the work in a lane.
  public func retire(lane: Int) {
    guard let place = lanes.firstIndex(of: lane) else { return }
    lanes.remove(at: place)
    slots.remove(at: place)
  }

  /// What the balancer of a lane remembers, JSON; `nil` for a lane that is not one of these.
  public func memory(lane: Int) throws -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try lanes.firstIndex(of: lane).map { [UInt8](try encoder.encode(slots[$0].balancer)) }
  }

  /// Lets the balancer of a lane remember, if it is one of these.
  ///
  /// - Throws: A decoding error if the memory is not one of such a balancer.
  public func remember(_ memory: [UInt8], lane: Int) throws {
    guard let index = lanes.firstIndex(of: lane) else { return }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    slots[index].balancer = try decoder.decode(Balancer<S>.self, from: Data(memory))
  }
}

extension Strategy {
  /// Asks the balancers one after the other.
  public static func decide(
    _ lanes: LaneBalancers<Self>, on pass: any BackwardPass, into decisions: inout LaneDecisions
  ) {
    lanes.ask(pass, into: &decisions)
  }

  /// Balancers for lanes whose strategies are all of this type.
  ///
  /// - Throws: ``SettingError`` if a strategy does not fit the objectives.
  public static func balancers(
    _ tasks: [(lane: Int, population: Int, strategy: Self, seed: UInt64, member: Int)],
    objectives: [Objective]
  ) throws(SettingError) -> LaneBalancers<Self> {
    var made: [(lane: Int, population: Int, balancer: Balancer<Self>)] = []
    for task in tasks {
      made.append(
        (
          task.lane, task.population,
          try Balancer(
            task.strategy, objectives: objectives, seed: task.seed, member: task.member)
        ))
    }
    return LaneBalancers(made)
  }
}
