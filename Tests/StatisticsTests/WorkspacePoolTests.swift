import Synchronization
import Testing

@testable import Statistics

@Suite struct WorkspacePoolTests {
  /// What was allocated and freed, by size.
  private final class Ledger: Sendable {
    let made = Mutex<[Int]>([])
    let freed = Mutex(0)

    func pool() -> WorkspacePool<Int> {
      WorkspacePool(
        "ledger",
        allocate: { size in
          self.made.withLock { $0.append(size) }
          let workspace = UnsafeMutablePointer<Int>.allocate(capacity: 1)
          workspace.initialize(to: size)
          return workspace
        },
        free: { workspace in
          self.freed.withLock { $0 += 1 }
          workspace?.deallocate()
        })
    }
  }

  @Test func aThousandCallersInTurnShareOneWorkspaceOfEachSize() throws {
    let ledger = Ledger()
    do {
      let pool = ledger.pool()
      for turn in 0..<1000 {
        let size = turn.isMultiple(of: 3) ? 7 : 9
        #expect(try pool.lend(size: size) { $0.pointee } == size)
      }
      #expect(ledger.made.withLock { $0.sorted() } == [7, 9])
      #expect(ledger.freed.withLock { $0 } == 0)
    }
    #expect(ledger.freed.withLock { $0 } == 2)
  }

  @Test func callersAtTheSameTimeHaveAWorkspaceEach() throws {
    let ledger = Ledger()
    let pool = ledger.pool()
    try pool.lend(size: 5) { outer throws(StatisticsError) in
      try pool.lend(size: 5) { inner in #expect(outer != inner) }
    }
    #expect(ledger.made.withLock { $0 } == [5, 5])
  }

  @Test func aCallerThatFailsGivesItsWorkspaceBack() throws {
    let ledger = Ledger()
    let pool = ledger.pool()
    let fault = StatisticsError.tooShort(series: "x", needed: 2, found: 1)
    #expect(throws: fault) {
      try pool.lend(size: 5) { _ throws(StatisticsError) in throw fault }
    }
    try pool.lend(size: 5) { _ in }
    #expect(ledger.made.withLock { $0 } == [5])
  }

  @Test func sizesThatNobodyAsksForAgainAreFreed() throws {
    let ledger = Ledger()
    let pool = ledger.pool()
    for size in 1...1000 { try pool.lend(size: size) { _ in } }
    let (made, freed) = (ledger.made.withLock { $0.count }, ledger.freed.withLock { $0 })
    #expect(made == 1000)
    #expect(made - freed <= WorkspacePool<Int>.capacity)
  }

  @Test func aLackOfMemoryIsAnError() {
    let pool = WorkspacePool<Int>("nothing_alloc", allocate: { _ in nil }, free: { _ in })
    #expect(throws: StatisticsError.self) { try pool.lend(size: 5) { _ in } }
  }

  @Test func manyTasksAtOnceComputeWhatOneDoes() async throws {
    let series = try (0..<64).map { index in
      try FiniteSeries((0..<(40 + index % 5)).map { Double(($0 * 7919 + index * 104_729) % 1009) })
    }
    func numbers(_ series: FiniteSeries) throws -> [Double] {
      try series.movingMedian(window: 9) + Periodogram(series).power
        + WaveletVariance(series).variances
        + OutlierFilter.outliers(in: series, window: 7, threshold: 1, floor: 0).map(Double.init)
        + [StudentizedRange(of: 2 + series.count % 7).quantile(0.95)]
        + GramianSpectrum([[2, series.values[0]], [series.values[0], 3]]).eigenvalues
    }
    let alone = try series.map(numbers)
    let together = try await withThrowingTaskGroup(of: (Int, [Double]).self) { group in
      for index in series.indices { group.addTask { (index, try numbers(series[index])) } }
      var found = [[Double]](repeating: [], count: series.count)
      for try await (index, values) in group { found[index] = values }
      return found
    }
    #expect(alone == together)
  }
}
