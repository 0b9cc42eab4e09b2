import Records

extension ParetoSampling.Spread: Codable {
  private static let names: [(word: String, spread: Self)] = [
    ("das-dennis", .dasDennis), ("riesz", .riesz), ("sobol", .sobol), ("halton", .halton),
    ("niederreiter", .niederreiter), ("dirichlet", .dirichlet),
  ]

  /// The words of a study file.
  static var words: [String] { names.map(\.word) }

  /// Reads a word, or a list of preferences.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([[Double]].self) {
      self = .listed(list)
      return
    }
    let word = try container.decode(String.self)
    guard let known = Self.names.first(where: { $0.word == word }) else {
      throw SettingError("preferences", "found \(word), wanted one of \(Self.words)")
    }
    self = known.spread
  }

  /// Writes what ``init(from:)`` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if case .listed(let list) = self { return try container.encode(list) }
    try container.encode(Self.names.first { $0.spread == self }?.word ?? "")
  }
}
