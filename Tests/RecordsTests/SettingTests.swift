import Foundation
import Records
import Testing

@Suite("A setting is any JSON value")
struct SettingTests {
  @Test(arguments: [
    "null", "true", "0", "1", "-0.5", "1e+300", "\"1\"", "\"true\"", "[]", "{}", "[1,[true],null]",
    "{\"a\":{\"b\":[0.001,\"x\"]},\"c\":false}",
  ])
  func jsonRoundTrips(text: String) throws {
    let setting = try JSONDecoder().decode(Setting.self, from: Data(text.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    #expect(String(decoding: try encoder.encode(setting), as: UTF8.self) == text)
  }

  @Test func numbersAndTruthValuesAreNotConfused() throws {
    let decode = { try JSONDecoder().decode(Setting.self, from: Data(($0 as String).utf8)) }
    #expect(
      try decode("[0, 1, 0.0, true, false]")
        == .list([.number(0), .number(1), .number(0), .bool(true), .bool(false)]))
    #expect(try decode("\"no\"") == .text("no"))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatJSONCannotHoldIsNull(number: Double) throws {
    let bytes = try JSONEncoder().encode(["x": Setting.number(number)])
    #expect(String(decoding: bytes, as: UTF8.self) == "{\"x\":null}")
  }

  static let wordings: [(setting: Setting, text: String)] = [
    (.null, "none"), (.bool(false), "false"), (.number(0.01), "0.01"), (.number(3), "3"),
    (.number(-2), "-2"), (.number(1e16), "1e+16"), (.number(.infinity), "inf"),
    (.number(.nan), "nan"), (.text("adam"), "adam"), (.list([.number(1), .text("x")]), "[1, x]"),
    (.object(["losses": .text("ratio"), "alpha": .number(1.5)]), "alpha 1.5, losses ratio"),
    (.list([]), "[]"), (.object([:]), ""),
  ]

  @Test(arguments: wordings)
  func words(setting: Setting, text: String) { #expect(setting.description == text) }
}
