import Stability
import Testing

@testable import Reports

@Suite struct TextTests {
  @Test(arguments: [
    (4.0538, "4.05"), (0, "0"), (1234.4, "1234"), (-0.0123, "−0.0123"), (999.6, "1000"),
    (1.5e17, "1.50e17"), (0.00001, "1.00e−5"), (0.9996, "1.00"), (.nan, "–"), (.infinity, "–"),
  ])
  func numbersHaveThreeDigits(_ value: Double, _ text: String) {
    #expect(Numeral.text(value) == text)
  }

  @Test func numbersAsWritten() {
    #expect(Numeral.exact(0.15) == "0.15" && Numeral.exact(10) == "10")
    #expect(Numeral.text(nil) == "–" && Numeral.fixed(nil, 2) == "–")
    #expect(Numeral.interval(Interval(lower: -0.5, upper: 1)) == "[−0.50,\u{A0}1.00]")
    #expect(
      Numeral.interval(Interval(lower: 0.5, upper: 1), decimals: 5) == "[0.50000, 1.00000]")
    #expect(Numeral.powersOfTen([-4, -2, 0, 3]) == ["10⁻⁴", "10⁻²", "1", "10³"])
    #expect(Numeral.count(1, "run") == "1 run" && Numeral.duration(90) == "1.50 min")
  }

  /// What an interval says is read off its digits: two ends, never one twice.
  @Test(arguments: [
    (2.2213, 2.2247, "[2.221,\u{A0}2.225]"), (1.36, 1.47, "[1.36,\u{A0}1.47]"),
    (5, 5, "[5.00,\u{A0}5.00]"), (1, 1.000_000_4, "[1.000000, 1.000000]"),
    (0.5, 0.5199, "[0.500,\u{A0}0.520]"), (0.5, 0.52, "[0.50,\u{A0}0.52]"),
  ])
  func endsAreToldApart(_ lower: Double, _ upper: Double, _ text: String) {
    let interval = Interval(lower: lower, upper: upper)
    #expect(Numeral.telling(interval) == text)
    #expect(Numeral.telling(lower, interval) == String(text.dropFirst().prefix { $0 != "," }))
    #expect(Numeral.telling(1234.5, nil) == "1234" && Numeral.telling(nil) == nil)
  }

  @Test func optionsOfACommandStayOnALine() {
    #expect(
      Markup.running("poise sweep <a> --from 1 -- x")
        == "poise sweep &lt;a&gt; <span class=\"k\">--from</span> 1 -- x")
    #expect(Markup.running("--\"><b>") == "<span class=\"k\">--&quot;&gt;&lt;b&gt;</span>")
  }

  @Test func controlsAndDirectionOverridesAreReplaced() {
    #expect(PlainText.clean("a\u{1B}[31m\u{202E}b\nc") == "a\u{FFFD}[31m\u{FFFD}b c")
    #expect(PlainText.clean("a\n\tb", keepingLines: true) == "a\n\tb")
    #expect(PlainText.clean("a\r\nb", keepingLines: true) == "a\u{FFFD}\nb")
  }

  @Test func widthsAreThoseOfATerminal() {
    #expect(PlainText.width("abc") == 3 && PlainText.width("损失") == 4)
    #expect(PlainText.width("e\u{301}") == 1 && PlainText.width("🙂") == 2)
    #expect(
      PlainText.fitted("abcdef", to: 4) == "ab…f" && PlainText.fitted("abcd", to: 4) == "abcd")
    #expect(PlainText.fitted("损失函数", to: 6) == "损…数")
  }

  @Test func wordsAreWrapped() {
    let lines = PlainText.wrapped("one two three fourteen", to: 8)
    #expect(lines == ["one two", "three", "fourteen"])
  }

  @Test func markupIsEscapedEvenUnderCombiningMarks() {
    #expect(Markup.escaped("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;")
    #expect(Markup.escaped("\"\u{301}") == "&quot;\u{301}")
  }

  @Test(arguments: [
    "javascript:alert(1)", "https://a.b/\" onclick=\"x", "https://a.b/<", "data:text/html,x",
    "https://ü.b",
  ])
  func onlyPlainWebAddressesAreLinked(_ url: String) {
    #expect(Markup.address(url) == nil)
    #expect(Markup.address("https://doi.org/10.1016/j.crma") == "https://doi.org/10.1016/j.crma")
  }

  @Test func markdownIsEscaped() {
    #expect(MarkdownText.escaped("a|b_c*`<i>\nd") == "a\\|b\\_c\\*\\`&lt;i&gt; d")
    #expect(MarkdownText.fence(around: "a ```` b") == "`````")
  }

  @Test func decimationKeepsExtremes() {
    var values = (0..<10_000).map { Double($0 % 100) }
    (values[4321], values[7777]) = (1e9, -1e9)
    let kept = Decimation.indices(of: values, limit: 100)
    #expect(kept.count <= 100 && kept.contains(4321) && kept.contains(7777))
    #expect(kept.first == 0 && kept.last == 9999 && kept == kept.sorted())
    #expect(Decimation.indices(of: [1, 2], limit: 100) == [0, 1])
  }
}
