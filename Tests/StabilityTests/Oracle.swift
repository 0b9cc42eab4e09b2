import Foundation
import Testing

/// The reference values of `Fixtures/Oracle/statistics.json`, computed by numpy, scipy, statsmodels,
/// moocore, pymoo and GSL's own C (`make_statistics.py` beside it), and what was compared with them.
struct Oracle {
  /// A value of JSON.
  indirect enum Value: Decodable {
    case object([String: Value])
    case list([Value])
    case number(Double)
    case text(String)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }
  }

  /// Every number by its path: `paired/d1_n10_no_ties/W_plus`.
  let numbers: [String: Double]
  /// The texts by path.
  let texts: [String: String]
  private var compared: Set<String> = []

  init() throws {
    let root = try JSONDecoder().decode(Value.self, from: Golden.fixture("Oracle/statistics"))
    var (numbers, texts) = ([String: Double](), [String: String]())
    func walk(_ value: Value, _ path: String) {
      let prefix = path.isEmpty ? "" : path + "/"
      switch value {
      case .object(let fields): for (key, value) in fields { walk(value, prefix + key) }
      case .list(let values):
        for (index, value) in values.enumerated() { walk(value, prefix + "\(index)") }
      case .number(let number): numbers[path] = number
      case .text(let text): texts[path] = text
      case .flag, .null: break
      }
    }
    walk(root, "")
    (self.numbers, self.texts) = (numbers, texts)
  }

  /// The numbers of a list.
  func list(_ path: String) -> [Double] {
    var values: [Double] = []
    while let value = numbers["\(path)/\(values.count)"] { values.append(value) }
    return values
  }

  /// The numbers of a list of lists.
  func matrix(_ path: String) -> [[Double]] {
    var rows: [[Double]] = []
    while numbers["\(path)/\(rows.count)/0"] != nil { rows.append(list("\(path)/\(rows.count)")) }
    return rows
  }

  /// The names below a path, in order.
  func names(_ path: String) -> [String] {
    let all = numbers.keys.filter { $0.hasPrefix(path + "/") }.map { key in
      String(key.dropFirst(path.count + 1).prefix { $0 != "/" })
    }
    return Set(all).sorted()
  }

  /// Compares a value of ours with the number at a path, relatively, and below the floor absolutely.
  mutating func expect(
    _ path: String, _ ours: Double?, _ tolerance: Double = 1e-12, floor: Double = 1e-13,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    compared.insert(path)
    guard let wanted = numbers[path] else { return }
    guard let ours else {
      Issue.record("\(path) has no value, wanted \(wanted)", sourceLocation: sourceLocation)
      return
    }
    let bound = max(floor, tolerance * max(abs(ours), abs(wanted)))
    #expect(abs(ours - wanted) <= bound, "\(path): \(ours)", sourceLocation: sourceLocation)
  }

  /// Compares lists, value by value.
  mutating func expect(
    _ path: String, _ ours: [Double], _ tolerance: Double = 1e-12, floor: Double = 1e-13,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (index, value) in ours.enumerated() {
      expect("\(path)/\(index)", value, tolerance, floor: floor, sourceLocation: sourceLocation)
    }
  }

  /// The paths below some sections that were neither compared nor are inputs or otherwise excused.
  func left(_ sections: [String], excused: (String) -> Bool) -> [String] {
    numbers.keys.filter { path in
      sections.contains { path.hasPrefix($0 + "/") } && !compared.contains(path) && !excused(path)
    }.sorted()
  }
}
