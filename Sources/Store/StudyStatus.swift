import GRDB
public import Records

/// What of a study is done, under way and missing, as its stores tell at one moment.
public struct StudyStatus: Hashable, Codable, Sendable {
  /// The runs of one arm, or of the whole study.
  public struct Count: Hashable, Codable, Sendable {
    /// The arm; `nil` for the whole study.
    public let arm: String?
    /// All runs that the study asks for.
    public let total: Int
    /// Runs that made all their steps.
    public internal(set) var finished = 0
    /// Runs that ended early; that is a result too.
    public internal(set) var failed = 0
    /// Runs that a living worker is making.
    public internal(set) var running = 0
    /// Runs that nobody is making.
    public var missing: Int { total - finished - failed - running }
    /// Of the missing ones, those that go on from a checkpoint.
    public internal(set) var interrupted = 0

    enum CodingKeys: CodingKey { case arm, total, finished, failed, running, missing, interrupted }
  }

  /// A process that is at work.
  public struct WorkerCount: Hashable, Codable, Sendable {
    /// The name of its machine.
    public let host: String
    /// Its number there.
    public let process: Int
    /// The runs it is making.
    public internal(set) var runs: Int
  }

  /// The study's name.
  public let study: String
  /// The stores that were looked at.
  public let stores: [String]
  /// The whole study.
  public private(set) var all: Count
  /// Each arm, in the study's order.
  public private(set) var arms: [Count]
  /// Who is at work, by host and process.
  public private(set) var workers: [WorkerCount] = []

  /// Whether every run is there.
  public var isComplete: Bool { all.finished + all.failed == all.total }
}

extension StudyStatus.Count {
  /// Writes the numbers, the missing ones too.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(arm, forKey: .arm)
    try container.encode(total, forKey: .total)
    try container.encode(finished, forKey: .finished)
    try container.encode(failed, forKey: .failed)
    try container.encode(running, forKey: .running)
    try container.encode(missing, forKey: .missing)
    try container.encode(interrupted, forKey: .interrupted)
  }

  /// Reads the numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arm = try container.decodeIfPresent(String.self, forKey: .arm)
    total = try container.decode(Int.self, forKey: .total)
    finished = try container.decode(Int.self, forKey: .finished)
    failed = try container.decode(Int.self, forKey: .failed)
    running = try container.decode(Int.self, forKey: .running)
    interrupted = try container.decode(Int.self, forKey: .interrupted)
  }
}

extension StudyStatus {
  /// Looks at the stores of a study, for instance those of its shards, together.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - contentHash: Its content hash.
  ///   - stores: Stores of this study; none for a study that was not begun.
  ///   - counts: Which seeds to count.
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` for the store of
  ///   another study, ``StoreError/damaged(path:detail:)``.
  public init(
    of study: StudyRecord, contentHash: String, in stores: [StudyStore],
    seeds counts: (Int) -> Bool = { _ in true }
  ) throws(StoreError) {
    var places: [RunKey: Place] = [:]
    var workers: [WorkerCount] = []
    for store in stores {
      try store.require(study, contentHash)
      try store.read { db in try store.look(db, &places, &workers) }
    }
    self.study = study.name
    self.stores = stores.map(\.path)
    let seeds = (0..<study.seeds).filter(counts)
    all = Count(arm: nil, total: study.arms.reduce(0) { $0 + $1.members.count } * seeds.count)
    arms = study.arms.map { Count(arm: $0.name, total: $0.members.count * seeds.count) }
    for (index, arm) in study.arms.enumerated() {
      for member in arm.members.indices {
        for seed in seeds {
          let place = places[RunKey(arm: arm.name, member: member, seed: seed)]
          all.add(place)
          arms[index].add(place)
        }
      }
    }
    self.workers = workers.sorted { ($0.host, $0.process) < ($1.host, $1.process) }
  }
}

/// Where a run stands; a later case counts when several stores tell different things.
enum Place: Int {
  case interrupted
  case running
  case failed
  case finished
}

extension StudyStatus.Count {
  fileprivate mutating func add(_ place: Place?) {
    switch place {
    case .finished: finished += 1
    case .failed: failed += 1
    case .running: running += 1
    case .interrupted: interrupted += 1
    case nil: break
    }
  }
}

extension StudyStore {
  fileprivate func look(
    _ db: Database, _ places: inout [RunKey: Place], _ workers: inout [StudyStatus.WorkerCount]
  ) throws {
    func note(_ row: Row, _ place: Place) throws {
      let key = try Self.key(row)
      if (places[key]?.rawValue ?? -1) < place.rawValue { places[key] = place }
    }
    for row in try Row.fetchAll(db, sql: "SELECT arm, member, seed FROM checkpoints") {
      try note(row, .interrupted)
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM claims") where try isAlive(row) {
      try note(row, .running)
      let host: String = try row.value("host")
      let process: Int = try row.value("process")
      if let index = workers.firstIndex(where: { $0.host == host && $0.process == process }) {
        workers[index].runs += 1
      } else {
        workers.append(.init(host: host, process: process, runs: 1))
      }
    }
    for row in try Row.fetchAll(db, sql: "SELECT arm, member, seed, outcome FROM runs") {
      try note(row, row.value("outcome") == "failed" ? .failed : .finished)
    }
  }
}
