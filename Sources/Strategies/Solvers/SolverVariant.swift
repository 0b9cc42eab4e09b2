/// Which of two answers a strategy gives where a well-known library regularizes the problem.
public enum SolverVariant: String, Codable, CaseIterable, Sendable {
  /// The published problem, solved to rounding.
  case exact
  /// TorchJD's, with its regularization and its stopping rules.
  case torchjd

  /// The line of a strategy's card.
  static let card = SettingCard(
    "variant", oneOf: Self.self,
    "exact, or torchjd for that library's regularization and stopping rule")

  /// What is added to the Gramian.
  var regularization: ScaledGramian.Regularization { self == .exact ? .none : .torchJD }
}
