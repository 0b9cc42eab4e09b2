import Foundation

/// The reference values of `Fixtures/golden.json`; `Fixtures/make_golden.py` makes them.
struct Golden: Decodable {
  struct Run: Decodable {
    let failed: Bool
    let noise, spikes, regress, wander: Double?
    let attainment, score: Double
    let end: [Double]?
  }
  struct Strategy: Decodable {
    let runs: [String]
    let guarded: [Double]
    let survival, spread, stability: Double
  }
  struct Lost: Decodable {
    let level: [[Double]]
    let rho0, rho2, rho10, rho1e18: [Double]
  }
  let runs: [String: Run]
  let strategy: Strategy
  let regress: Lost

  static func load() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: fixture("golden"))
  }

  static func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Fixtures/\(name).json"))
  }

  /// The traces the values belong to, made as `make_golden.py` makes them.
  static func traces() -> [String: [[Double]]] {
    let t: [Double] = (0..<100).map { Double($0) / 100 }
    let base: [[Double]] = [0.08, 0.10].map { (tau: Double) -> [Double] in
      t.map { 0.25 + 0.75 * exp(-$0 / tau) }
    }
    func jitter(_ i: Int, _ s: Int) -> Double {
      let place: Int = (i * 7919 + s * 104_729) % 1009
      return Double(place) / 1009 - 0.5
    }
    let noise: [[Double]] = [1, 2].map { s in (0..<100).map { jitter($0, s) } }
    func make(_ value: (_ objective: Int, _ row: Int) -> Double) -> [[Double]] {
      (0..<2).map { i in (0..<100).map { value(i, $0) } }
    }
    let quiet = make { base[$0][$1] + 0.02 * noise[$0][$1] }
    let sway = t.map { 0.15 * sin(2 * .pi * $0 / 0.125) }
    let slide = t.map { max(0, ($0 - 0.5) * 0.6) }
    return [
      "smooth": quiet,
      "noisy": make { base[$0][$1] + 0.2 * noise[$0][$1] },
      "seesaw": make { quiet[$0][$1] + ($0 == 0 ? sway[$1] : -sway[$1]) },
      "drift": make { $0 == 0 ? quiet[$0][$1] + slide[$1] : quiet[$0][$1] },
      "late_collapse": make { $1 >= 85 ? 0.9 + 0.02 * noise[$0][$1] : quiet[$0][$1] },
      "inert": make { _, _ in 1 },
      "one_nan": make { $1 == 60 ? .nan : base[$0][$1] },
    ]
  }
}

/// Whether two numbers agree to a relative tolerance, or both are within rounding of 0.
func agree(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-9) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= max(1e-14, tolerance * max(abs(a), abs(b)))
}
