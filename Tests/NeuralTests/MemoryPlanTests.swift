import Tensors
import Testing

@testable import Neural

@Suite struct MemoryPlanTests {
  /// The law of the planner on random lifetimes: what is alive together stands apart.
  @Test(arguments: 0..<40)
  func buffersAliveTogetherDoNotOverlap(_ seed: Int) {
    var random = RandomStream(seed: UInt64(seed), purpose: .data)
    let sizes = (0..<30).map { _ in Int(random.uniform(0, 70)) }
    let lifetimes = sizes.map { _ -> ClosedRange<Int>? in
      let start = Int(random.uniform(0, 40))
      return random.uniform() < 0.15 ? nil : start...(start + Int(random.uniform(0, 12)))
    }
    let plan = MemoryPlan(sizes: sizes, lifetimes: lifetimes)
    #expect(plan.offsets.count == sizes.count)
    for i in sizes.indices {
      #expect(plan.offsets[i].isMultiple(of: MemoryPlan.grain))
      #expect(plan.offsets[i] + sizes[i] <= plan.count)
      for j in 0..<i where meet(lifetimes[i], lifetimes[j]) {
        let (a, b) = (plan.offsets[i], plan.offsets[j])
        #expect(a + sizes[i] <= b || b + sizes[j] <= a, "buffers \(i) and \(j)")
      }
    }
  }

  @Test func buffersThatFollowEachOtherShareMemory() {
    let plan = MemoryPlan(sizes: Array(repeating: 16, count: 9), lifetimes: (0..<9).map { $0...$0 })
    #expect(plan.count == 16)
    let chain = MemoryPlan(
      sizes: Array(repeating: 16, count: 9), lifetimes: (0..<9).map { $0...($0 + 1) })
    #expect(chain.count == 32)
  }

  /// The buffers of a compiled program, their lifetimes read off its steps.
  @Test func aProgramNeverWritesWhatIsStillRead() throws {
    let net = Sequential {
      Dense(3, 7)
      Tanh()
      Dense(7, 5)
      Sigmoid()
    }
    let out = net(Tensor.data("x", shape: [4, 3]))
    let values = [mean(square(out)), sum(log(out)), sum(abs(net.parameters))]
    let program = Program(values: values, parameters: net.namedParameters, gradients: .each)
    var written: [Int: Int] = [:]
    // Temporary buffers are written whole before they are read: remember who wrote last.
    for (i, step) in program.steps.enumerated() {
      for read in step.operands where read.buffer >= 5 {
        let offset = program.memory.offsets[read.buffer]
        if let writer = written[offset] { #expect(writer == read.buffer, "step \(i)") }
      }
      if step.out.buffer >= 5 { written[program.memory.offsets[step.out.buffer]] = step.out.buffer }
    }
    #expect(written.count > 1)
  }

  private func meet(_ a: ClosedRange<Int>?, _ b: ClosedRange<Int>?) -> Bool {
    guard let a, let b else { return true }
    return a.overlaps(b)
  }
}
