import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// The closed forms for two gradients against the general solvers, which a third gradient of zeros
/// calls without changing the problem.
@Suite struct ClosedFormTests {
  /// The strategy for two, for three, and what the direction of two is of that of three.
  static let pairs: [(two: any Strategy, three: any Strategy, factor: Double)] = [
    (NashMTL(), NashMTL(), 1), (FairGrad(), FairGrad(), 1), (IMTLG(), IMTLG(), 1),
    (ConFIG(), ConFIG(), 1),
    (ConFIG(preference: [1, 3]), ConFIG(preference: [1, 3, 1]), 1),
    (AlignedMTL(preference: [1, 2]), AlignedMTL(preference: [1, 2, 5]), 1),
    (MGDA(), MGDA(idle: .ignore), 1),
    (UPGrad(preference: [1, 2]), UPGrad(preference: [1, 2, 5]), 1),
    (DualProj(preference: [1, 2]), DualProj(preference: [1, 2, 5]), 1),
    // The mean of two is half as long again as that of three of which one is 0.
    (CAGrad(c: 0.1), CAGrad(c: 0.1), 1.5), (CAGrad(), CAGrad(), 1.5),
    (CAGrad(c: 1), CAGrad(c: 1), 1.5), (CAGrad(c: 3), CAGrad(c: 3), 1.5),
  ]

  @Test(arguments: pairs.indices)
  func agreesWithTheGeneralSolver(_ index: Int) throws {
    let (two, three, factor) = Self.pairs[index]
    for seed in 0..<40 {
      let rows = Self.rows(seed)
      let pair = RandomJacobian(seed: seed, Matrix(rows))
      let triple = RandomJacobian(seed: seed, Matrix(rows + [[0, 0, 0, 0]]))
      let d = try pair.decide(two).direction(pair.matrix)
      let e = try triple.decide(three).direction(triple.matrix).map { factor * $0 }
      let size = d.reduce(0) { max($0, $1.magnitude) }
      for (x, y) in zip(d, e) {
        #expect((x - y).magnitude <= 1e-12 * size, "\(two.label) on \(rows)")
      }
    }
  }

  /// Two gradients of all angles up to 170°, in lengths up to three decades apart.
  private static func rows(_ seed: Int) -> [[Double]] {
    var random = RandomStream(seed: UInt64(seed), purpose: .data, index: 2)
    let cosine = -0.985 + 1.97 * Double(seed) / 39
    let sine = (1 - cosine * cosine).squareRoot()
    let length = seed % 3 == 0 ? 1 : Elementary.power(10, random.uniform(-3, 3))
    return [[1, 0, 0, 0], [length * cosine, 0.6 * length * sine, 0, 0.8 * length * sine]]
  }
}
