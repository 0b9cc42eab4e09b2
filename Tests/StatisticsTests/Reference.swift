import Foundation

/// The reference values of `Fixtures/statistics.json`; `Fixtures/make_statistics.py` makes them.
struct Reference: Decodable {
  struct Univariate: Decodable {
    let values: [Double]
    let mean, median, variance, sd, mad: Double
    let quantiles, tails: [String: Double]
    let lag1, qn, gini: Double?
  }
  struct Line: Decodable { let intercept, slope, slopeError, p: Double }
  struct Share: Decodable {
    let k, n: Int
    let lower, upper: Double
  }
  struct Bootstrap: Decodable {
    let values: [Double]
    let different: Int
    let mean, median: [Double]
  }
  struct Student: Decodable { let degrees, t, lower, upper: Double }

  let univariate: [String: Univariate]
  let movingMedian: [String: [Double]]
  let lines: [String: Line]
  let clopperPearson: [Share]
  let expandedPercentile, normal: [String: Double]
  let exactBootstrap: [Bootstrap]
  let student: [Student]
  let mt19937: [String: [UInt32]]

  static func load() throws -> Reference {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/statistics.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}

/// Whether two numbers agree to a relative tolerance.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}
