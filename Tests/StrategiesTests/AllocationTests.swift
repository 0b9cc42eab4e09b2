import AllocationCounter
import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// In the steady state a decision asks nothing of the allocator, up to eight objectives.
@Suite(.enabled(if: allocation_counter_works())) struct AllocationTests {
  static let problems = [2, 3, 8].map {
    MovingProblem("\($0) objectives", objectives: $0, parameters: 6, steps: 30, seed: 9)
  }

  @Test func countsAnAllocation() {
    let before = allocation_count()
    let values = Array(repeating: 1.5, count: Int.random(in: 100...200))
    #expect(allocation_count() > before && values[0] == 1.5)
  }

  /// All but those that solve a linear program or gather the other members' preferences.
  static let lean = StrategyCatalogue.strategies.filter {
    !($0 is EPO) && !($0 is ParetoMTL) && !($0 is PMGDA)
  }

  @Test(arguments: lean + standing, problems)
  func decidesWithoutAllocating(_ strategy: any Strategy, _ problem: MovingProblem) throws {
    #expect(try allocations(strategy, problem) == 0, "\(strategy.label)")
  }

  /// Settings that take another way than the default.
  static let standing: [any Strategy] = [
    MGDA(normalization: .lossAndNorm, idle: .ignore), FairGrad(alpha: 2), CAGrad(c: 2),
    AlignedMTL(scale: .median), Krum(byzantine: 0, selected: 2), PCD(tau: 0.5), DWA(span: .window),
    SoftAdapt(variant: .lossWeighted, order: 3), GradNorm(losses: .exponential),
    Smoothed(of: NashMTL()), Logarithm(of: UPGrad()),
  ]

  private func allocations<S: Strategy>(_ strategy: S, _ problem: MovingProblem) throws -> Int {
    var balancer: Balancer<S>
    do { balancer = try Balancer(strategy, objectives: problem.objectives, seed: 1) } catch {
      // Not for so many objectives.
      return 0
    }
    let passes = problem.values.indices.map { problem.pass($0) }
    // The first steps fill buffers and end warm-ups.
    for pass in passes[..<20] { try balancer.decide(pass) }
    let before = allocation_count()
    for k in 20..<passes.count { try balancer.decide(passes[k]) }
    return allocation_count() - before
  }
}
