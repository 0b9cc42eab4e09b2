import Foundation
import Poise

// Times one indicator of one front and prints a line of JSON, for `fronts.py`, which checks the
// answer beside a rival's. The front is a file of doubles as the processor has them, by rows:
//     FrontBenchmarks volume|contributions|ranks FILE OBJECTIVES REPEATS
//     FrontBenchmarks members COUNT STEPS REPEATS       see `Members`
// Volumes and contributions are those up to 1.1 in every objective, from a front as a user makes it.

/// What is printed: the seconds of the median and the best repeat, and what was found.
struct Line: Encodable {
  let median: Double
  let best: Double
  let answer: [Double]
}

/// Says how the program is called, and ends it.
func showUsage() -> Never {
  FileHandle.standardError.write(
    Data(
      "usage: FrontBenchmarks volume|contributions|ranks FILE OBJECTIVES REPEATS, or members COUNT STEPS REPEATS\n"
        .utf8))
  exit(64)
}

func answer(_ work: String, _ front: Front) throws -> [Double] {
  let reference = Array(repeating: 1.1, count: front.objectives)
  return switch work {
  case "volume": [try front.hypervolume(reference: reference).value]
  case "contributions": try front.contributions(reference: reference)
  case "ranks": front.ranks().map(Double.init)
  default: showUsage()
  }
}

let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "members" {
  let numbers = arguments[2...].compactMap { Int($0) }
  guard numbers.count == 3 else { showUsage() }
  let members = try await Members(numbers[0], steps: numbers[1], repeats: numbers[2])
  print(String(decoding: try JSONEncoder().encode(members), as: UTF8.self))
  exit(0)
}
guard arguments.count == 5, let m = Int(arguments[3]), let repeats = Int(arguments[4]) else {
  showUsage()
}
let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))
let numbers = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
let rows = stride(from: 0, to: numbers.count, by: m).map { Array(numbers[$0..<$0 + m]) }
let front = try Front(minimizing: rows)
let found = try answer(arguments[1], front)
var times: [Double] = []
for _ in 0..<repeats {
  let start = ContinuousClock.now
  _ = try answer(arguments[1], front)
  times.append((ContinuousClock.now - start) / .seconds(1))
}
times.sort()
let line = Line(median: times[times.count / 2], best: times[0], answer: found)
print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
