public import Records
import Tensors

/// MOO-SVGD: a population whose members descend what their neighbors descend, and repel each other.
///
///     dᵢ = 1/N Σⱼ (kᵢⱼ Jⱼᵀ αⱼ + ρ Jᵢᵀ ∂kᵢⱼ/∂Lᵢ),   αⱼ: MGDA's weights of member j
///     kᵢⱼ = exp(−‖Lᵢ − Lⱼ‖²/h),   h = b · median ‖Lᵢ − Lⱼ‖²/ln N
///     L, J: costs and gradients, divided by the range of the members' costs at the step
///
/// With a kernel as wide as the front (`b = 1`, as for densities) all members push each other out of
/// it; with `b = 0.1` it is as wide as a gap.
///
/// Members begin at places of their own: alike they would stay alike.
public struct MOOSVGD: Sampler {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "moo-svgd", title: "MOO-SVGD",
    rule: "dᵢ = 1/N Σⱼ (kᵢⱼ Jⱼᵀ αⱼ + ρ Jᵢᵀ ∂kᵢⱼ/∂Lᵢ), k = exp(−‖Lᵢ − Lⱼ‖²/h)",
    reference: Reference(
      "Liu, Tong & Liu (NeurIPS 2021), Eq. 5; Liu & Wang (NeurIPS 2016)",
      url: "https://proceedings.neurips.cc/paper/2021/hash/"
        + "7bb16972da003e87724f048d76b7e0e1-Abstract.html"),
    claims: [.deterministic], weightSum: "a direction",
    settings: [
      SettingCard("points", .count(2...1000), "members"),
      SettingCard("repulsion", .number(.atLeast(0)), "ρ, how strongly members repel each other"),
      SettingCard(
        "bandwidth", .number(.atLeast(1e-9)), "b, the part of SVGD's median bandwidth that h is"),
      SettingCard(
        "idle", oneOf: MGDA.IdleObjectives.self,
        "where a gradient of a member is 0: stop, or ignore the objective"),
      HypervolumeAscent.exchangeCard,
    ],
    degenerate:
      "members with the same losses repel each other as if they stood a little apart; one whose "
      + "gradients cannot be improved together, or of whose gradients one is 0 unless `idle: ignore`, "
      + "moves by its neighbors alone",
    departures: [
      "members repel each other along their own gradients, as in the released code; along the "
        + "others', as the formula of the paper has it, they end where no gradient is left",
      "the bandwidth is a part of SVGD's median; the released code multiplies by it where it should "
        + "divide, which leaves a kernel narrower than any gap; LibMOON copies that, and lets a "
        + "member combine only its own gradients",
      "costs are divided by the range of the members', so that units do not matter",
    ])

  /// The number of members.
  public let points: Int
  /// How strongly members repel each other.
  public let repulsion: Double
  /// The part of SVGD's median bandwidth.
  public let bandwidth: Double
  /// What MGDA does where a gradient of a member is 0.
  public let idle: MGDA.IdleObjectives
  /// The steps between two exchanges; `nil` for none.
  public let exchange: Int?

  /// Chooses the size of the population, and how its members repel each other.
  public init(
    points: Int = 11, repulsion: Double = 0.1, bandwidth: Double = 0.1,
    idle: MGDA.IdleObjectives = .stop, exchange: Int? = nil
  ) {
    precondition(points >= 2, "a population has at least two members")
    precondition(repulsion >= 0 && bandwidth > 0, "no negative repulsion, a positive bandwidth")
    (self.points, self.repulsion) = (points, repulsion)
    (self.bandwidth, self.idle, self.exchange) = (bandwidth, idle, exchange)
  }

  /// The members.
  ///
  /// - Throws: `SettingError` for one objective.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    guard objectives.count >= 2 else {
      throw SettingError("points", "a front has two objectives or more, found one")
    }
    let member = SteinParticle(
      repulsion: repulsion, bandwidth: bandwidth, idle: idle,
      exchange: exchange)
    return (0..<points).map { _ in Member(member, startsApart: true) }
  }
}

/// One member of ``MOOSVGD``.
struct SteinParticle: Population {
  static var card: StrategyCard { MOOSVGD.card }

  let repulsion: Double
  let bandwidth: Double
  let idle: MGDA.IdleObjectives
  /// The steps between two exchanges; `nil` for none.
  let exchange: Int?

  struct State: Codable, Sendable {
    /// The direction, of shape `[n]`.
    var direction: [Double] = []
    var restarts = Restarts()
  }

  func initialState(for objectives: [Objective]) -> State { State() }

  static func meet(_ members: PopulationMembers<Self>) {
    let count = members.count
    let ranges = ranges(members)
    let jacobians = (0..<count).map { scaled(members.evidence($0).matrix, ranges) }
    var losses = (0..<count).map { zip(members.evidence($0).losses, ranges).map { $0 / $1 } }
    let own = members.strategy(0)
    members.exchange(losses, restarts: \.restarts, every: own.exchange)
    let shares = jacobians.map(own.descent)
    let width = own.width(squaredDistances(losses))
    partTwins(&losses) { _, _ in 0.1 * width.squareRoot() }
    let distances = squaredDistances(losses)
    for i in 0..<count {
      var direction = Array(repeating: 0.0, count: jacobians[i].columns)
      var push = losses[i].map { _ in 0.0 }
      for j in 0..<count {
        let kernel = width > 0 ? Elementary.exp(-distances[i][j] / width) : 1
        add(shares[j].map { kernel * $0 / Double(count) }, jacobians[j], to: &direction)
        guard width > 0 else { continue }
        let slope = -2 * own.repulsion * kernel / width / Double(count)
        for k in push.indices { push[k] += slope * (losses[i][k] - losses[j][k]) }
      }
      add(push, jacobians[i], to: &direction)
      members[i].direction = direction
    }
  }

  /// How far the members' costs lie apart, by objectives; 1 where they are the same.
  private static func ranges(_ members: PopulationMembers<Self>) -> [Double] {
    (0..<members.evidence(0).losses.count).map { k in
      var (best, worst) = (Double.infinity, -Double.infinity)
      for i in 0..<members.count {
        best = min(best, members.loss(i, k))
        worst = max(worst, members.loss(i, k))
      }
      return worst > best ? worst - best : 1
    }
  }

  private static func scaled(_ jacobian: Matrix, _ ranges: [Double]) -> Matrix {
    var scaled = jacobian
    for i in 0..<scaled.rows {
      for k in 0..<scaled.columns { scaled[i, k] /= ranges[i] }
    }
    return scaled
  }

  /// The weights of the shortest vector in the hull of the gradients.
  private func descent(_ jacobian: Matrix) -> [Double] {
    var decision = Decision(objectives: jacobian.rows)
    decision.findShortest(jacobian.gramian, ignoresIdleRows: idle == .ignore)
    return decision.weights
  }

  private static func squaredDistances(_ points: [[Double]]) -> [[Double]] {
    points.map { a in
      points.map { b in zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    }
  }

  /// `h`: of the squared distances between different members the median over `ln N`, and of that
  /// the wanted part.
  private func width(_ distances: [[Double]]) -> Double {
    let count = distances.count
    guard count > 1 else { return 0 }
    let pairs = (0..<count).flatMap { i in distances[i][..<i] }.sorted()
    let middle = pairs.count / 2
    let median =
      pairs.count % 2 == 1 ? pairs[middle] : (pairs[middle - 1] + pairs[middle]) / 2
    return bandwidth * median / Elementary.log(Double(max(count, 3)))
  }

  private static func add(_ mix: [Double], _ jacobian: Matrix, to direction: inout [Double]) {
    let n = jacobian.columns
    for (k, weight) in mix.enumerated() {
      for c in 0..<n { direction[c] += weight * jacobian.elements[k * n + c] }
    }
  }

  func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.setDirection(count: state.direction.count) { direction in
      for k in direction.indices { direction[k] = state.direction[k] }
    }
  }
}
