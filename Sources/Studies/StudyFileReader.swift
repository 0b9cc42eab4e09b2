import Neural
import Strategies
import Training

/// Reads the text of a study file into a study.
struct StudyFileReader {
  let source: SourceText

  private static let keys = ["name", "problem", "optimizer", "arms", "seeds", "steps", "precision"]

  /// Reads everything.
  func study() throws -> Study {
    let root = try StudyFileDocument(source: source).root()
    let fields = try root.fields(Self.keys, required: ["problem", "arms", "steps"])
    let name = try fields["name"]?.value.text() ?? fileName
    let optimizer = try fields["optimizer"]?.value.optimizer() ?? .adam()
    let seeds = try fields["seeds"]?.value.count(in: Study.seedRange) ?? 20
    let steps = try fields["steps"]?.value.count(in: Study.stepRange) ?? 1
    let precision = try fields["precision"]?.value.precision() ?? .float32
    guard let problemNode = fields["problem"]?.value, let armsNode = fields["arms"]?.value else {
      throw root.error("a study needs a problem and arms")
    }
    let problem = try StudyFileProblem(problemNode).problem(name: name)
    let arms = try StudyFileArms(armsNode).arms(for: problem.objectives)
    do {
      return try Study(
        problem, name: name, arms: arms.map(\.arm), optimizer: optimizer, seeds: seeds,
        steps: steps, precision: precision, source: source.text)
    } catch {
      let names = zip(arms, ArmNaming.names(arms.map(\.arm)))
      let culprit = Array(names).last { error.arm == $1 }?.0
      throw (culprit?.place ?? root).error(error.description)
    }
  }

  /// The file's name without folders and ending.
  private var fileName: String {
    let file = source.file.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return stem.isEmpty ? (file.isEmpty ? "study" : file) : stem
  }
}

extension StudyFileNode {
  fileprivate func precision() throws -> Study.Precision {
    let word = try word(of: Study.Precision.allCases.map(\.rawValue))
    return Study.Precision(rawValue: word) ?? .float32
  }
}
