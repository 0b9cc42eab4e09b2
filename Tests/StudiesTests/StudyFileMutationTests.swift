import Tensors
import TestSupport
import Testing

@testable import Studies

/// Files and expressions changed at random: they are read or refused, and nothing else.
@Suite struct StudyFileMutationTests {
  private static let mutation = Mutation([
    "[", "]", "{", "}", "(", ")", ":", ": ", ",", "-", "- ", "*", "&a ", "*a", "'", "\"", "\\", "|",
    ">", "#", "?", "? ", "!", "!!int ", "%", "@", "`", "\n", "\r\n", "\t", " ", "  ", "\u{0}",
    "\u{85}", "\u{2028}", "\u{FEFF}", "é", "🙂", "e\u{301}", "0", "-1", "1e308", "9".repeated(30),
    "1e999", ".inf", ".nan", "~", "null", "true", "out", "sum(", "mean(", "reshape(out, [",
    "matmul(", "^", "axis: 0", "<<: ", "---\n", "...\n", "[".repeated(50), "{a: ".repeated(30),
    "(".repeated(300), "[1, 2]", "{}", "[]", "features", "constant", "grid", "parameters",
  ])

  private static let richFile = """
    problem:
      data: { input: &i { normal: { shape: [2, 1], mean: 1 } }, t: { constant: [[1], [2]] } }
      evaluation: { input: *i, t: { grid: [{ from: 0, to: 1, count: 2 }] } }
      model: { layers: [1, 2, 1], bias: false, input: input, activation: tanh }
      parameters: { w: { uniform: [2] } }
      objectives:
        "a \\u00e9": { minimize: "mean(square(out - t)) + sum(w, axis: 0)", unit: 2 }
        'it''s':
          maximize: |
            mean(matmul(transpose(out), reshape(t, [2, 1])))
              - sum(parameters ^ 3)
    arms:
      - fixed: { alpha: [0, 0.1] }
      - { gradnorm: { alpha: [1, 2], losses: [ratio] }, name: g, optimizer: sgd }
    steps: 10

    """

  @Test(arguments: [GoodFile.text, richFile])
  func filesAreReadOrRefused(_ file: String) {
    var random = RandomStream(seed: 20 + 2 * Mutation.seed, purpose: .data)
    var read = 0
    for _ in 0..<Mutation.rounds(1_000) {
      do {
        let study = try StudyFile.parse(Self.mutation.mutated(file, &random), name: "f.yaml")
        read += study.arms.isEmpty ? 0 : 1
      } catch {
        #expect(error.description.hasPrefix("f.yaml"))
        #expect(error.caretLength ?? 1 > 0)
      }
    }
    let most = Mutation.rounds(980)
    #expect(read > 20 && read < most, "the changes are neither too tame nor too wild")
  }

  @Test func expressionsAreReadOrRefused() {
    var random = RandomStream(seed: 21 + 2 * Mutation.seed, purpose: .data)
    let text = "mean(square(a - sum(b, axis: 0)) / 2) + -matmul(a, reshape(b, [2, 1]))^3 * layer.w"
    var refused = 0
    for _ in 0..<Mutation.rounds(2_000) {
      let changed = Self.mutation.mutated(text, &random)
      do {
        let tree = try ExpressionTree(changed)
        #expect(tree.range.upperBound <= changed.unicodeScalars.count)
      } catch {
        #expect(error.range.lowerBound <= changed.unicodeScalars.count)
        refused += 1
      }
    }
    #expect(refused > 200 && refused < Mutation.rounds(1_990))
  }
}
