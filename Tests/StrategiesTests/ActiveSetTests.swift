import Tensors
import TestSupport
import Testing

@testable import Strategies

/// The quadratic programs under the Gramian methods, by themselves.
@Suite struct ActiveSetTests {
  /// Lends a row-scaled Gramian and `m` numbers of memory, zeros.
  private func withScaled(
    _ matrix: Matrix, _ body: (ScaledGramian, UnsafeMutablePointer<Double>) -> Void
  ) {
    let m = matrix.rows
    var memory = [Double](repeating: 0, count: ScaledGramian.memory(m) + m)
    memory.withUnsafeMutableBufferPointer { memory in
      matrix.elements.withUnsafeBufferPointer { given in
        guard let room = memory.baseAddress, let given = given.baseAddress else { return }
        body(
          ScaledGramian(given, count: m, .none, memory: room), room + ScaledGramian.memory(m))
      }
    }
  }

  /// The largest violation of `z ≥ 0`, `s = Ĝz − b ≥ 0`, `z ⊙ s = 0`, relative to `max |b| + Σz`.
  private func violation(
    _ gramian: ScaledGramian, _ b: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>
  ) -> Double {
    let m = gramian.count
    var (worst, largest, total) = (0.0, 0.0, 0.0)
    for i in 0..<m {
      let slack = (0..<m).reduce(-b[i]) { $0 + gramian.row(i)[$1] * z[$1] }
      worst = max(worst, -z[i], z[i] > 0 ? slack.magnitude : -slack)
      (largest, total) = (max(largest, b[i].magnitude), total + z[i].magnitude)
    }
    return largest + total > 0 ? worst / (largest + total) : 0
  }

  /// Right-hand sides in the range of `Ĝ`: every program has an answer, the residual is what is
  /// left of its conditions, and a face that was right a little earlier leads to the same answer.
  @Test func residualsAreWhatIsLeft() {
    var seen = 0
    for seed in 0..<120 {
      let drawn = RandomJacobian(seed: seed)
      var random = RandomStream(seed: UInt64(seed), purpose: .data, index: 9)
      withScaled(drawn.matrix.gramian) { gramian, b in
        let m = gramian.count
        let y = (0..<m).map { _ in random.normal() }
        for i in 0..<m { b[i] = (0..<m).reduce(0) { $0 + gramian.row(i)[$1] * y[$1] } }
        ActiveSet.withMemory(for: gramian) { program in
          for i in 0..<m { program.target[i] = 0.999 * b[i] + 0.001 * b[(i + 1) % m] }
          if drawn.isWellConditioned { _ = program.minimize(isBounded: true) }
          for i in 0..<m { program.target[i] = b[i] }
          let outcome = program.minimize(isBounded: true, resumes: drawn.isWellConditioned)
          let left = violation(gramian, b, program.z)
          #expect(outcome == .solved && left < 1e-12, "\(drawn): \(left)")
          #expect(program.residual < 1e-12, "\(drawn): \(program.residual)")
          // What is more than the rounding of this sum is seen by the program too.
          if left > 4 * Double.ulpOfOne {
            seen += 1
            #expect(program.residual > left / 16, "\(drawn): \(program.residual) of \(left)")
          }
        }
      }
    }
    #expect(seen > 1, "\(seen) with something left")
  }

  /// `½ (z₁ − z₂)² − z₁` falls along `z₁ = z₂`; `½ (z₁ − z₂)² + z₁ + z₂` is least at 0.
  @Test func oppositesFallWithoutEnd() {
    withScaled(Matrix([[1, -1], [-1, 1]])) { gramian, _ in
      ActiveSet.withMemory(for: gramian) { program in
        (program.target[0], program.target[1]) = (1, 0)
        let falling = program.minimize(isBounded: false)
        #expect(falling == .unbounded)
        (program.target[0], program.target[1]) = (-1, -1)
        let rising = program.minimize(isBounded: false)
        #expect(rising == .solved)
        #expect(program.z[0] == 0 && program.z[1] == 0)
      }
    }
  }

  /// Members without a mark leave, the factor is that of the others, and the marks are gone.
  @Test func keepsTheMarkedMembers() {
    for seed in 0..<60 where RandomJacobian(seed: seed).isWellConditioned {
      withScaled(RandomJacobian(seed: seed).matrix.gramian) { gramian, b in
        let m = gramian.count
        for i in 0..<m { b[i] = Double(i + 1) }
        withUnsafeTemporaryAllocation(
          of: Double.self, capacity: PassiveSet.memory(m) + 3 * m
        ) { buffer in
          guard let memory = buffer.baseAddress else { return }
          memory.initialize(repeating: 0, count: buffer.count)
          let (marks, z, x) = (memory, memory + m, memory + 2 * m)
          var set = PassiveSet(gramian.cosines, count: m, target: b, memory: memory + 3 * m)
          let members = (0..<m).count { set.append($0) }
          #expect(members == m)
          let kept = (0..<m).filter { ($0 + seed) % 3 != 1 }
          for i in kept { marks[i] = 1 }
          set.keep(marks, z)
          #expect((0..<set.count).map { set[$0] } == kept, "seed \(seed)")
          #expect((0..<m).allSatisfy { marks[$0] == 0 })
          set.solve(into: x)
          for i in kept {
            let product = kept.indices.reduce(0) { $0 + gramian.row(i)[kept[$1]] * x[$1] }
            #expect((product - b[i]).magnitude < 1e-9 * Double(m), "seed \(seed)")
          }
        }
      }
    }
  }
}
