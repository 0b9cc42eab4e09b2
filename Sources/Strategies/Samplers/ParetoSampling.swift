internal import Fronts
internal import QuasiRandom
public import Records

/// Pareto sampling: one training for each of many preferences, all of a seed side by side.
///
/// The preferences are points of the simplex, by default the lattice of Das and Dennis
/// `{k/H : k ∈ ℕᵐ, Σk = H}`; for two objectives `points` weights `(i/(points − 1), 1 − i/(points − 1))`,
/// the first objective alone last. Linear scalarization reaches the convex parts of a front only;
/// others reach the rest.
///
/// With `descents` each preference has several members, which begin at places of their own: where a front
/// has valleys the best of them counts, and the report sees them all.
/// With `refine` further preferences follow in rounds, where the front of the seed has its widest gaps;
/// with `even` the preferences of a seed move during the training until its front is evenly spaced.
public struct ParetoSampling: Sampler {
  /// How preferences are spread.
  public enum Spread: Hashable, Sendable {
    /// The lattice of Das and Dennis, or layers of such.
    case dasDennis
    /// Points that repel each other.
    case riesz
    /// The Sobol sequence.
    case sobol
    /// The Halton sequence.
    case halton
    /// The Niederreiter sequence.
    case niederreiter
    /// Draws of the Dirichlet distribution.
    case dirichlet
    /// Your own.
    case listed([[Double]])
  }

  /// Where the ideal comes from that costs are measured from.
  public enum Ideal: String, Codable, CaseIterable, Sendable {
    /// From the scalarization's settings or the objectives' aspirations, or 0.
    case declared
    /// The best that the members of the seed have seen, with their nadir for the unit.
    case running
  }

  /// Where the members of a seed begin.
  public enum Starts: String, Codable, CaseIterable, Sendable {
    /// All where every other run of the seed begins: they differ by their preferences alone.
    case shared
    /// Each at a place of its own: from one place all may be led into one valley.
    case apart
  }

  /// The strategies that can be given a preference each.
  static let scalarizations = [
    "linear", "tchebycheff", "augmented-tchebycheff", "stch", "pbi", "p-norm",
    "epsilon-constraint", "cosmos", "epo", "pareto-mtl", "pmgda",
  ]

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pareto-sampling", title: "Pareto sampling",
    rule: "preferences spread on the simplex, one member each, scalarized by its preference",
    reference: Reference(
      "Das & Dennis (SIAM J. Optim. 1998), simplex lattice",
      url: "https://doi.org/10.1137/S1052623496307510"),
    claims: [.deterministic], weightSum: "1",
    settings: [
      SettingCard("points", .count(2...10_000), "preferences; the largest lattice within"),
      SettingCard(
        "preferences", .choiceOrLists(Spread.words), "how they are spread, or a list of your own"),
      SettingCard(
        "layers", .numbers(1...1000),
        "divisions of each layer of a lattice, instead of points; layer k is shrunk to 1/k"),
      SettingCard(
        "concentration", .number(.atLeast(1e-6)),
        "of the Dirichlet distribution: 1 is even, less prefers the corners"),
      SettingCard(
        "scalarization", .entry(scalarizations), "what a member does with its preference"),
      SettingCard(
        "ideal", oneOf: Ideal.self,
        "what costs are measured from; running where a scalarization wants an ideal and has none"),
      SettingCard(
        "starts", oneOf: Starts.self,
        "where members begin, as every run of the seed or each at a place of its own; apart unless "
          + "given, but shared for linear of one descent, whose members are runs of fixed"),
      SettingCard(
        "descents", .count(1...1000),
        "members of each preference, each from a start of its own; 1 unless given"),
      SettingCard(
        "refine", .count(1...10_000),
        "further preferences, which bisect the widest gaps of the seed's front; none unless given"),
      SettingCard("rounds", .count(1...1000), "in how many rounds they follow; 2 unless given"),
      SettingCard(
        "even", .count(1...1_000_000_000),
        "steps between two moves of the preferences to an evenly spaced front, in the middle half of a "
          + "run; they stay unless given"),
      SettingCard(
        "exchange", .count(1...1_000_000_000),
        "steps between two exchanges, in which a member goes on where another has come to that serves "
          + "its preference better, or begins again where it has no place of its own; none unless "
          + "given"),
    ],
    departures: [
      "linear scalarization is `fixed` with the preference for its weights",
      "a running ideal is that of the seed's own members; most libraries want it declared",
      "refine: gaps are steps between neighbors of the nondominated members, each objective scaled "
        + "to their range; a preference that bisects a gap is the mean of those of its ends",
      "even: of two objectives all gaps come to be equal, as by de Boor (1973); of more, those "
        + "around each member, as springs do",
      "exchange: MOEA/D's replacement (Zhang & Li 2007) by whole trainings, parameters and moments, if "
        + "the merit is less by a hundredth of its range; until a quarter of a run is left a member "
        + "whose costs others have but for a tenth of the mean gap begins again, every other time at a new "
        + "place, else by turns at another member's and a tenth of the way from it to a new one, and takes "
        + "part again after a twenty-fifth of the run, or a fiftieth, and an exchange that it sits out; "
        + "later it goes wherever its merit is less",
      "descents: with exchange the first of a preference's members makes no steps of its own from the "
        + "first exchange on: it stands at the best place that one of the others was found at",
    ])

  /// The number of preferences; for more than two objectives, the bound on it.
  public let points: Int
  /// How preferences are spread.
  public let preferences: Spread
  /// The divisions of each layer of a lattice; `nil` for one layer of `points`.
  public let layers: [Int]?
  /// The concentration of the Dirichlet distribution.
  public let concentration: Double
  /// What a member does with its preference, as a study file has it.
  public let scalarization: Setting
  /// What costs are measured from; `nil` for what the scalarization wants.
  public let ideal: Ideal?
  /// Where members begin; `nil` for apart, and shared where the scalarization is linear and preferences
  /// have one member.
  public let starts: Starts?
  /// How many members each preference has; `nil` for 1.
  public let descents: Int?
  /// How many preferences follow in the widest gaps; `nil` for none.
  public let refine: Int?
  /// In how many rounds; `nil` for 2.
  public let rounds: Int?
  /// Steps between two moves of the preferences; `nil` for preferences that stay.
  public let even: Int?
  /// Steps between two exchanges of places; `nil` for none.
  public let exchange: Int?

  /// Chooses preferences and what is done with them.
  ///
  /// - Parameters:
  ///   - points: The number of preferences, at least 2.
  ///   - preferences: How they are spread.
  ///   - layers: For a lattice, the divisions of each layer instead of `points`.
  ///   - concentration: For the Dirichlet distribution, positive.
  ///   - scalarization: A strategy that takes a preference; `nil` for linear scalarization.
  ///   - ideal: What costs are measured from; `nil` for what the scalarization wants.
  ///   - starts: Where members begin; `nil` for apart, and shared where the scalarization is linear
  ///     and preferences have one member.
  ///   - descents: How many members each preference has, each from a start of its own; `nil` for 1.
  ///   - refine: How many preferences follow in the widest gaps of a seed's front; `nil` for none.
  ///   - rounds: In how many rounds they follow; `nil` for 2.
  ///   - even: Steps between two moves of the preferences to even spacing; `nil` for none.
  ///   - exchange: Steps between two exchanges of places; `nil` for none.
  public init(
    points: Int = 11, preferences: Spread = .dasDennis, layers: [Int]? = nil,
    concentration: Double = 1, scalarization: (any Preferring)? = nil, ideal: Ideal? = nil,
    starts: Starts? = nil, descents: Int? = nil, refine: Int? = nil, rounds: Int? = nil,
    even: Int? = nil, exchange: Int? = nil
  ) {
    precondition(points >= 2, "a Pareto set has at least two members")
    precondition(descents ?? 1 >= 1, "a preference has at least one member")
    (self.points, self.preferences, self.layers) = (points, preferences, layers)
    (self.concentration, self.ideal, self.starts) = (concentration, ideal, starts)
    self.scalarization = scalarization?.asSetting ?? .text("linear")
    (self.descents, self.refine, self.rounds) = (descents, refine, rounds)
    (self.even, self.exchange) = (even, exchange)
  }

  /// `pareto-sampling`, with the scalarization unless it is linear.
  public var label: String {
    switch scalarization {
    case .text("linear"): Self.card.id
    case .text(let id): "\(Self.card.id) \(id)"
    case .object(let entry): "\(Self.card.id) \(entry.keys.first ?? "")"
    default: Self.card.id
    }
  }

  /// Strategies for each preference, as many as it has descents, and strategies that stand in for those
  /// of later rounds.
  ///
  /// - Throws: `SettingError` for one objective, preferences that do not fit the objectives, or
  ///   settings that the scalarization does not take or that exclude each other.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    try requireOneChange()
    try requireOwnStarts()
    let preferences = try spread(objectives.count)
    let first = try members(preferences, among: preferences, objectives, round: 0)
    return try first + standIns(after: preferences, objectives)
  }

  /// Strategies for each of some preferences, as many as it has descents.
  ///
  /// - Parameter bounds: Ideal and nadir of the members of earlier rounds, each of shape `[m]`.
  func members(
    _ preferences: [[Double]], among all: [[Double]], _ objectives: [Objective], round: Int,
    known bounds: [[Double]]? = nil
  ) throws(SettingError) -> [Member] {
    var members: [Member] = []
    for preference in preferences {
      let strategy = try strategy(preference, all.filter { $0 != preference }, objectives, bounds)
      try strategy.validate(for: objectives)
      let member = Member(
        strategy, preference: preference, round: round, startsApart: startsApart)
      members += Array(repeating: member, count: descents ?? 1)
    }
    return members
  }

  private var startsApart: Bool {
    let isOneRun = scalarization == .text("linear") && (descents ?? 1) == 1
    return (starts ?? (isOneRun ? .shared : .apart)) == .apart
  }

  private func requireOwnStarts() throws(SettingError) {
    guard (descents ?? 1) > 1 && !startsApart else { return }
    throw SettingError(
      "starts", "found shared beside descents: from one start all descents are the same; give apart"
    )
  }

  // MARK: Preferences

  func spread(_ m: Int) throws(SettingError) -> [[Double]] {
    do { return try set.points(objectives: m) } catch {
      let setting = if case .listed = preferences { "preferences" } else { "points" }
      throw SettingError(setting, "\(error)")
    }
  }

  private var set: PreferenceSet {
    switch preferences {
    case .dasDennis:
      layers.map { layers in
        .dasDennis(
          layers: layers.enumerated().map {
            SimplexLattice.Layer(divisions: $1, scale: 1 / Double($0 + 1))
          })
      } ?? .lattice(points: points)
    case .riesz: .riesz(points: points)
    case .sobol: .sequence(.sobol, points: points)
    case .halton: .sequence(.halton, points: points)
    case .niederreiter: .sequence(.niederreiter, points: points)
    case .dirichlet: .dirichlet(concentration: concentration, points: points, seed: 0)
    case .listed(let list): .listed(list)
    }
  }
}
