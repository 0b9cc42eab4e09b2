/// Something the diagnosis noticed about the problem itself.
public struct Finding: Hashable, Codable, Sendable {
  /// How much it matters.
  public enum Severity: String, Codable, CaseIterable, Sendable {
    /// The problem cannot be trained as it stands.
    case error
    /// It can be trained, but the result may not mean what one thinks.
    case warning
    /// Good to know.
    case note
  }

  /// How much it matters.
  public let severity: Severity
  /// The kind, lower camel case: `unreachable`, `unbounded`.
  public let kind: String
  /// The objective concerned, if it is one.
  public let objective: String?
  /// What was seen, with its numbers, in one sentence.
  public let evidence: String
  /// What to do, in one sentence.
  public let advice: String

  /// Describes a finding.
  public init(
    _ severity: Severity, kind: String, objective: String?, evidence: String, advice: String
  ) {
    (self.severity, self.kind, self.objective) = (severity, kind, objective)
    (self.evidence, self.advice) = (evidence, advice)
  }
}
