public import Records
public import Strategies

/// What the catalogue knows about a problem.
public struct ProblemCard: Hashable, Sendable {
  /// The identifier in study files.
  public let id: String
  /// The name in lists.
  public let title: String
  /// The objectives, a line each, and what they use.
  public let formula: [String]
  /// Where the parameters lie and begin.
  public let box: String
  /// The front, in words.
  public let front: String
  /// Where it comes from.
  public let reference: Reference
  /// Its settings.
  public let settings: [SettingCard]
  /// What one should know before relying on it, and where it departs from its source.
  public let notes: [String]

  /// Fills in a card.
  public init(
    id: String, title: String, formula: [String], box: String, front: String,
    reference: Reference, settings: [SettingCard] = [], notes: [String] = []
  ) {
    (self.id, self.title, self.formula, self.box) = (id, title, formula, box)
    (self.front, self.reference) = (front, reference)
    (self.settings, self.notes) = (settings, notes)
  }
}
