import Records
import Stability

/// How an arm of a ``TestStudy`` behaves.
struct TestArm {
  var name: String
  var strategy: String
  var settings: Setting = .object([:])
  var status = ArmReport.Status.rated
  var q: Double?
  /// Where `fit` and `weights` end, as shares of the way from start to aspiration.
  var reach: (fit: Double, weights: Double)
  var noise = 0.01
  var failing: [Int] = []
  var members = 1
  var hasEvidence = false
}

extension TestArm {
  /// A baseline, rated arms, one that fails, two that are not ranked and a Pareto arm.
  static let usual: [TestArm] = [
    TestArm(name: "equal-normalized", strategy: "equal-normalized", q: 0.412, reach: (1, 1)),
    TestArm(
      name: "fixed 1, 0.01", strategy: "fixed",
      settings: .object(["weights": .list([.number(1), .number(0.01)])]), q: 0.631,
      reach: (1.02, 0.7), hasEvidence: true),
    TestArm(
      name: "gradnorm", strategy: "gradnorm", settings: .object(["alpha": .number(1.5)]),
      q: 0.744, reach: (1.05, 1.1), noise: 0.02, hasEvidence: true),
    TestArm(
      name: "mgda", strategy: "mgda", q: 0.705, reach: (1.01, 0.95), hasEvidence: true),
    TestArm(
      name: "pcgrad", strategy: "pcgrad", q: 0.388, reach: (0.97, 1.2), noise: 0.05,
      hasEvidence: true),
    TestArm(
      name: "uw", strategy: "uw", q: 0.21, reach: (0.9, 1.6), noise: 0.08, failing: [3, 11, 17],
      hasEvidence: true),
    TestArm(
      name: "frozen", strategy: "fixed",
      settings: .object(["weights": .list([.number(0), .number(0)])]), status: .inert, q: 0,
      reach: (0.01, 0)),
    TestArm(
      name: "fixed 0, 1", strategy: "fixed",
      settings: .object(["weights": .list([.number(0), .number(1)])]), status: .neglects, q: 0.31,
      reach: (0.1, 3)),
    TestArm(
      name: "exploding", strategy: "gls", status: .failed, q: nil, reach: (0.5, 40),
      failing: Array(0..<14)),
    TestArm(
      name: "pareto-sampling", strategy: "pareto-sampling",
      settings: .object(["points": .number(7)]), status: .rated, q: nil, reach: (1, 1), members: 7),
  ]
}
