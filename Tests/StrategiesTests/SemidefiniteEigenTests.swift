import Tensors
import Testing

@testable import Strategies

@Suite struct SemidefiniteEigenTests {
  /// `[[2, 1], [1, 2]]` has the eigenvalues 1 and 3; its inverse is `[[2, −1], [−1, 2]]/3`.
  @Test func ofTwoRowsByHand() {
    SemidefiniteEigen.with([2, 1, 1, 2], count: 2) { eigen in
      #expect((eigen.values[1] - 1).magnitude < 1e-15)
      #expect((eigen.values[0] - 3).magnitude < 1e-15)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { x in
        guard let x = x.baseAddress else { return }
        eigen.apply({ 1 / $0 }, to: { $0 == 0 ? 1 : 0 }, into: x)
        #expect((x[0] - 2.0 / 3).magnitude < 1e-15 && (x[1] + 1.0 / 3).magnitude < 1e-15)
      }
    }
  }

  /// `V Λ Vᵀ = A` and `V Vᵀ = I`, for every order up to 12 and a rank of about half of it, the rows
  /// alike or over twelve decades: each element to the rounding of its own row and column.
  @Test(arguments: 1...12, [0.0, 1]) func comesBackTogether(_ m: Int, _ decades: Double) {
    comesBackTogether(m, rank: (m + 1) / 2, decades)
  }

  /// The same for two and three independent rows.
  @Test(arguments: 2...3, [0.0, 1]) func comesBackTogetherOfFullRank(_ m: Int, _ decades: Double) {
    comesBackTogether(m, rank: m, decades)
  }

  private func comesBackTogether(_ m: Int, rank: Int, _ decades: Double) {
    // Rows of small whole numbers, different for each element.
    let rows: [[Double]] = (0..<m).map { i in
      let scale = Elementary.power(10, decades * Double(12 * i / max(1, m - 1) - 6))
      return (0..<rank).map { k in
        let whole: Int = (i * i * 7 + k * k * k * 5 + i * k) % 13
        return scale * (Double(whole) - 4.75)
      }
    }
    let a: [Double] = rows.flatMap { p in
      rows.map { q in zip(p, q).reduce(0.0) { sum, pair in sum + pair.0 * pair.1 } }
    }
    SemidefiniteEigen.with(a, count: m) { eigen in
      #expect(eigen.rank == rank)
      for i in 0..<m {
        for j in 0..<m {
          let scale = (a[i * m + i] * a[j * m + j]).squareRoot()
          let sum = (0..<eigen.rank).reduce(0) {
            $0 + eigen.vectors[$1 * m + i] * eigen.values[$1] * eigen.vectors[$1 * m + j]
          }
          #expect((sum - a[i * m + j]).magnitude < 1e-12 * scale)
        }
      }
      for k in 0..<eigen.rank {
        #expect(k == 0 || eigen.values[k] <= eigen.values[k - 1])
        for l in 0..<eigen.rank {
          let dot = (0..<m).reduce(0) {
            $0 + eigen.vectors[k * m + $1] * eigen.vectors[l * m + $1]
          }
          #expect((dot - (k == l ? 1 : 0)).magnitude < 1e-13)
        }
      }
    }
  }

  /// Of all solutions of `x₁ + x₂ = 1` the shortest is `(½, ½)`.
  @Test func solvesDependentRowsByTheShortestVector() {
    SemidefiniteEigen.with([1, 1, 1, 1], count: 2) { eigen in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { x in
        guard let x = x.baseAddress else { return }
        eigen.apply({ 1 / $0 }, to: { _ in 1 }, into: x)
        #expect((x[0] - 0.5).magnitude < 1e-15 && (x[1] - 0.5).magnitude < 1e-15)
      }
    }
  }
}
