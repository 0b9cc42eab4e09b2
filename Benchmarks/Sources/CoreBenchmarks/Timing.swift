import Foundation

/// What one side of a comparison prints: a line of JSON.
struct Timing: Encodable {
  let work: String
  let median: Double
  let low: Double
  let high: Double
  /// The costs at the end, `[seeds, m]`.
  let costs: [[Double]]

  /// Times work that returns the costs at its end; what `prepare` does is not timed.
  init(_ work: String, repeats: Int, prepare: () throws -> () throws -> [[Double]]) throws {
    self.work = work
    var times: [Double] = []
    var costs = try prepare()()
    for _ in 0..<repeats {
      let run = try prepare()
      let start = ContinuousClock.now
      costs = try run()
      times.append((ContinuousClock.now - start) / .seconds(1))
    }
    times.sort()
    (median, low, high) = (times[times.count / 2], times[0], times[times.count - 1])
    self.costs = costs
  }

  func printLine() throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
