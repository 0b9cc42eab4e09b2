import Foundation
import Records
import Strategies
import Testing

/// What settings may be, and the sentences for those that are not.
@Suite struct SettingCardTests {
  private func message(_ kind: SettingCard.Kind, _ value: Setting) -> String? {
    do throws(SettingError) {
      try SettingCard("s", kind, "").check(value)
      return nil
    } catch { return error.description }
  }

  @Test func boundsAreWithin() {
    for x in [0, 0.5, 1.0] { #expect(message(.number(0...1), .number(x)) == nil) }
    for x in [-0.1, 1.1, .infinity, .nan] {
      let found = Setting.number(x)
      let wanted = "setting s: found \(found), wanted a number from 0 to 1"
      #expect(message(.number(0...1), found) == wanted)
    }
    #expect(message(.number(.atLeast(2)), .number(2)) == nil)
    #expect(
      message(.number(.atLeast(2)), .number(1))
        == "setting s: found 1, wanted a number of at least 2")
    #expect(
      message(.number(.finite), .number(.infinity))
        == "setting s: found inf, wanted a finite number")
  }

  @Test func countsAreWhole() {
    for x in [2.0, 3, 10] { #expect(message(.count(2...10), .number(x)) == nil) }
    for x in [1, 11, 2.5, 1e300, -.infinity, .nan] {
      #expect(message(.count(2...10), .number(x)) != nil)
    }
    #expect(
      message(.count(2...10), .text("3"))
        == "setting s: found 3, wanted a whole number from 2 to 10")
  }

  @Test func wordsAndLists() {
    #expect(message(.choice(["a", "b"]), .text("b")) == nil)
    #expect(message(.choice(["a", "b"]), .text("c")) == "setting s: found c, wanted one of a, b")
    #expect(message(.choice(["a", "b"]), .list([.text("a")])) != nil)
    let names = SettingCard.Kind.choiceOrNames(["all"])
    #expect(message(names, .text("all")) == nil)
    #expect(message(names, .list([.text("w"), .text("v")])) == nil)
    #expect(
      message(names, .list([]))
        == "setting s: found [], wanted one of all, or a list of parameter names")
    #expect(message(names, .list([.text("w"), .number(1)])) != nil)
    #expect(message(names, .text("w")) != nil)
    #expect(message(.numbers(0...1), .list([.number(0), .number(1)])) == nil)
    #expect(
      message(.numbers(0...1), .list([.number(2)]))
        == "setting s: found [2], wanted a list of numbers, each from 0 to 1")
    #expect(message(.numbers(0...1), .list([])) != nil)
    #expect(
      message(.numbers(.finite), .number(1))
        == "setting s: found 1, wanted a list of finite numbers")
    #expect(message(.flag, .bool(true)) == nil)
    #expect(message(.flag, .number(1)) == "setting s: found 1, wanted true or false")
  }

  @Test func requestsAreWrittenAsTheyAreRead() throws {
    for (parameters, text) in [
      (.allShared, "\"allShared\""), (.lastSharedLayer, "\"lastSharedLayer\""),
      (.named(["a", "b"]), "[\"a\",\"b\"]"),
    ] as [(Request.Parameters, String)] {
      let data = try JSONEncoder().encode(parameters)
      #expect(String(decoding: data, as: UTF8.self) == text)
      #expect(try JSONDecoder().decode(Request.Parameters.self, from: data) == parameters)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Request.Parameters.self, from: Data("\"shared\"".utf8))
    }
  }
}
