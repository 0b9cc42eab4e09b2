/// The recorded history of one run: one column per quantity, one row per evaluation.
///
/// Row `k` holds what was seen at ``steps```[k]` updates; row 0 is the state before the first
/// update. A failed run has the rows up to its failure.
public struct Trace: Hashable, Codable, Sendable {
  /// The number of updates made before each row, of shape `[T]`, ascending from 0.
  public var steps: [Int]
  /// The objectives on the evaluation set, in their own directions, of shape `[m, T]`.
  public var values: [[Double]]
  /// What else was seen at the same steps, by name, each of shape `[T]`; NaN where nothing was.
  ///
  /// Names: `batch/OBJECTIVE` (value on the training batch), `lowest/OBJECTIVE` and
  /// `highest/OBJECTIVE` (its extremes on the batches up to the next row), `weight/OBJECTIVE`,
  /// `gradientNorm/OBJECTIVE`, `cosine/OBJECTIVE/OBJECTIVE`, `stepLength` (norm of the update), and
  /// `preference/OBJECTIVE` where a seed chooses preferences of its own.
  public var evidence: [String: [Double]]

  /// An empty trace of `m` objectives, or one made of its columns.
  public init(
    objectives m: Int, steps: [Int] = [], values: [[Double]]? = nil,
    evidence: [String: [Double]] = [:]
  ) {
    self.steps = steps
    self.values = values ?? Array(repeating: [], count: m)
    self.evidence = evidence
    precondition(self.values.count == m, "\(self.values.count) columns for \(m) objectives")
  }

  /// The values of the last row, of shape `[m]`; `nil` if nothing was recorded.
  public var last: [Double]? { steps.isEmpty ? nil : values.map { $0[steps.count - 1] } }
}
