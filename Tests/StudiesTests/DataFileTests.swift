import Studies
import Tensors
import TestSupport
import Testing
import Training

/// CSV files as data, from Swift.
@Suite struct DataFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Ten rows: `a = 1 … 10`, `b = a²`, `c` always 7, `word` no number.
  private static let text =
    "a,b,c,word\n" + (1...10).map { "\($0),\($0 * $0),7,w\($0)\n" }.joined()

  private func path(_ text: String = text, _ name: String = "t.csv") throws -> String {
    try folder.write(text, to: name)
    return folder.path + "/" + name
  }

  private func values(_ source: DataSource?) throws -> (shape: [Int], values: [Double]) {
    let source = try #require(source)
    var random = RandomStream(seed: 0, purpose: .data)
    return (source.shape, source.values(from: &random))
  }

  @Test func partsAreMadeOfColumns() throws {
    let file = try DataFile(try path(), columns: ["x": ["b", "a"], "y": ["c"]])
    #expect(file.evaluation == nil && file.training.keys.sorted() == ["x", "y"])
    let x = try values(file.training["x"])
    let wanted = (1...10).flatMap { row -> [Double] in [Double(row * row), Double(row)] }
    #expect(x.shape == [10, 2] && x.values == wanted)
    #expect(try values(file.training["y"]) == ([10, 1], Array(repeating: 7, count: 10)))
  }

  @Test func aSplitIsDrawnAndKeepsTheOrder() throws {
    func split(_ train: Double, _ seed: Int) throws -> (training: [Double], evaluation: [Double]) {
      let file = try DataFile(
        try path(), columns: ["x": ["a"], "y": ["b"]],
        split: .fraction(train: train, seed: seed))
      let (x, y) = (try values(file.training["x"]), try values(file.training["y"]))
      #expect(y.values == x.values.map { $0 * $0 }, "parts are split alike")
      return (x.values, try values(file.evaluation?["x"]).values)
    }
    let first = try split(0.75, 0)
    #expect(first.training.count == 8 && first.evaluation.count == 2)
    #expect((first.training + first.evaluation).sorted() == (1...10).map { Double($0) })
    #expect(first.training == first.training.sorted())
    #expect(try split(0.75, 0) == first)
    #expect(Set(try (0..<20).map { try split(0.75, $0).evaluation }).count > 10)
    // The rule: the first rows of the order that the seed's stream gives.
    var order = (0..<Int32(10)).map { $0 }
    var random = RandomStream(seed: 3, purpose: .split)
    order.withUnsafeMutableBufferPointer { random.shuffle($0) }
    #expect(try split(0.3, 3).training == order[..<3].map { Double($0 + 1) }.sorted())
  }

  @Test func aSplitInTheOrderOfTheFile() throws {
    let file = try DataFile(
      try path(), columns: ["x": ["a"]], split: .fraction(train: 0.7, isShuffled: false))
    #expect(try values(file.training["x"]).values == [1, 2, 3, 4, 5, 6, 7])
    #expect(try values(file.evaluation?["x"]).values == [8, 9, 10])
  }

  @Test func aSecondFileEvaluates() throws {
    let test = try path("b,a\n100,1\n50,2\n", "test.csv")
    let file = try DataFile(
      try path(), columns: ["x": ["a", "b"]], standardize: ["x"], split: .file(test))
    let (mean, deviation) = (5.5, 8.25.squareRoot())
    let b = (1...10).map { Double($0 * $0) }
    let meanB = b.reduce(0, +) / 10
    let deviationB = (b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) } / 10).squareRoot()
    let expected = [1, 100, 2, 50].enumerated().map { index, x in
      index % 2 == 0 ? (Double(x) - mean) / deviation : (Double(x) - meanB) / deviationB
    }
    #expect(try values(file.training["x"]).shape == [10, 2])
    #expect(try values(file.evaluation?["x"]) == ([2, 2], expected))
  }

  @Test func standardizationSeesTheTrainingRowsAlone() throws {
    let file = try DataFile(
      try path(), columns: ["x": ["a"], "raw": ["a"]], standardize: ["x"],
      split: .fraction(train: 0.4, isShuffled: false))
    // 1 … 4: mean 2.5, variance 1.25.
    let scaled = { (x: Double) in (x - 2.5) / 1.25.squareRoot() }
    #expect(try values(file.training["x"]).values == [1, 2, 3, 4].map(scaled))
    #expect(try values(file.evaluation?["x"]).values == [5, 6, 7, 8, 9, 10].map(scaled))
    #expect(try values(file.training["raw"]).values == [1, 2, 3, 4])
  }

  @Test(arguments: [
    (
      ["x": ["c"]],
      "/t.csv:2:5: error: column `c` is 7.0 in all 8 training rows: a constant "
        + "cannot be standardized; leave the column out, or do not standardize its part\n"
        + "      2 | 1,1,7,w1\n        |     ^"
    ),
    (
      ["x": ["d"]],
      "/t.csv:1:1: error: unknown column `d`; did you mean `a`? known columns: a, b, "
        + "c, word\n      1 | a,b,c,word\n        | ^"
    ),
    (
      ["x": ["a", "word"]],
      "/t.csv:2:7: error: `w1` in column `word`, where a number was wanted: "
        + "write it like 0.5 or 1e-3\n      2 | 1,1,7,w1\n        |       ^~"
    ),
  ])
  func columnsThatWillNotDo(_ columns: [String: [String]], _ message: String) throws {
    let path = try path()
    let error = #expect(throws: StudyFileError.self) {
      try DataFile(
        path, columns: columns, standardize: ["x"],
        split: .fraction(train: 0.8, isShuffled: false))
    }
    #expect(error?.description == folder.path + message)
  }

  @Test(arguments: [
    ("", ": error: the file is empty: its first line must name the columns"),
    ("a\n", ": error: the file has no rows; wanted rows of numbers below its first line"),
    (
      "a\n1\n",
      ": error: a share of 0.4 leaves 0 of 1 rows for training; wanted at least one row "
        + "for training and one for evaluation"
    ),
    (
      "a,b\n1,2\n3\n",
      ":3:1: error: the row has 1 cell where the header has 2: give every column a "
        + "cell\n      3 | 3\n        | ^"
    ),
    (
      "a\n1e200\n-1e200\n1\n",
      ":2:1: error: column `a` has no finite standard deviation above 0: it "
        + "cannot be standardized; leave the column out, or do not standardize its part\n"
        + "      2 | 1e200\n        | ^~~~~"
    ),
    (
      "a\n1\nnan\n3\n",
      ":3:1: error: `nan` in column `a`, where a number was wanted: write it like "
        + "0.5 or 1e-3\n      3 | nan\n        | ^~~"
    ),
  ])
  func filesThatWillNotDo(_ text: String, _ message: String) throws {
    let path = try path(text)
    let error = #expect(throws: StudyFileError.self) {
      try DataFile(
        path, columns: ["x": ["a"]], standardize: ["x"],
        split: .fraction(train: text.contains("200") ? 0.6 : 0.4))
    }
    #expect(error?.description == path + message)
  }

  @Test func aFileThatIsNotThere() throws {
    let error = #expect(throws: StudyFileError.self) {
      try DataFile(folder.path + "/no.csv", columns: ["x": ["a"]])
    }
    #expect(error?.line == nil)
    #expect(
      error?.message == "cannot be read (no such file): give the path of a readable file")
  }
}
