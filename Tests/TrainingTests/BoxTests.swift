import Neural
import Records
import Strategies
import Testing

@testable import Training

/// Parameters in a box.
@Suite struct BoxTests {
  private func run(
    _ optimizer: Optimizer, bounds: ClosedRange<Double>?, width: LaneWidth
  ) throws -> Run {
    let boxed = Parameter([3], .uniform(-1, 1), bounds: bounds)
    let free = Parameter([2], .uniform(-1, 1))
    let problem = Problem("box", parameters: ["boxed": boxed, "free": free]) {
      Minimize("down", sum(boxed.tensor) + sum(square(free.tensor - 4)))
      Minimize("far", sum(square(free.tensor + 3)))
    }
    let plan = TrainingPlan(problem, steps: 60, evaluations: 40)
    let task = LaneTask(
      arm: "a", member: 0, seed: 3, strategy: Equal(), optimizer: optimizer)
    return try plan.train([task], doublePrecision: true, width: width, set: .baseline)[0]
  }

  @Test(arguments: LaneWidth.allCases)
  func staysInItsBoxAndReachesTheWall(_ width: LaneWidth) throws {
    for optimizer in [Optimizer.sgd(learningRate: 0.05), .adam(learningRate: 0.1)] {
      let boxed = try run(optimizer, bounds: -0.25...0.5, width: width)
      let values = boxed.trace.values[0]
      let free = boxed.trace.values[1]
      #expect(values.count == free.count && !values.isEmpty)
      // At the wall, "down" is -0.75 and what the free ones leave of 0.
      let end = try #require(values.last)
      let open = try #require(run(optimizer, bounds: nil, width: width).trace.values[0].last)
      #expect(end > open + 1)
      // Both free ones end near 0.5, each (3.5)² from 4.
      #expect((end - (2 * 12.25 - 0.75)).magnitude < 0.6, "\(end)")
    }
  }

  @Test func beginsInItsBox() throws {
    let run = try run(.sgd(learningRate: 0), bounds: 0.75...0.8, width: .eight)
    let free = try self.run(.sgd(learningRate: 0), bounds: nil, width: .eight)
    let difference = run.trace.values[0][0] - free.trace.values[0][0]
    // Three values of [-1, 1) moved to [0.75, 0.8].
    #expect(difference > 0)
    #expect(run.trace.values[1] == free.trace.values[1])
  }

  @Test func boxesAreTheSameInEveryWidth() throws {
    let all = try LaneWidth.allCases.map {
      try run(.adam(learningRate: 0.1), bounds: -0.1...0.1, width: $0).trace.values
    }
    #expect(all.allSatisfy { $0 == all[0] })
  }
}
