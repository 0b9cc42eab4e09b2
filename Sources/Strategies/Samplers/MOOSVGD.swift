public import Records
import Tensors

/// MOO-SVGD: a population whose members descend what their neighbors descend, and repel each other.
///
///     dᵢ = 1/N Σⱼ (kᵢⱼ Jⱼᵀ αⱼ − ρ Jⱼᵀ ∂kᵢⱼ/∂Lⱼ),   αⱼ: MGDA's weights of member j
///     kᵢⱼ = exp(−‖Lᵢ − Lⱼ‖²/h),   h = median ‖Lᵢ − Lⱼ‖²/ln N
///
/// Members begin at places of their own: alike they would stay alike.
public struct MOOSVGD: Sampler {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "moo-svgd", title: "MOO-SVGD",
    rule: "dᵢ = 1/N Σⱼ (kᵢⱼ Jⱼᵀ αⱼ − ρ Jⱼᵀ ∂kᵢⱼ/∂Lⱼ), k = exp(−‖Lᵢ − Lⱼ‖²/h)",
    reference: Reference(
      "Liu, Tong & Liu (NeurIPS 2021), Eq. 5; Liu & Wang (NeurIPS 2016)",
      url: "https://proceedings.neurips.cc/paper/2021/hash/"
        + "7bb16972da003e87724f048d76b7e0e1-Abstract.html"),
    claims: [.deterministic], weightSum: "a direction",
    settings: [
      SettingCard("points", .count(2...1000), "members"),
      SettingCard("repulsion", .number(.atLeast(0)), "ρ, how strongly members repel each other"),
    ],
    degenerate:
      "members with the same losses do not repel each other; one whose gradients cannot be "
      + "improved together moves by its neighbors alone",
    departures: [
      "the bandwidth is SVGD's median; LibMOON multiplies by it, and lets a member combine only "
        + "its own gradients"
    ])

  /// The number of members.
  public let points: Int
  /// How strongly members repel each other.
  public let repulsion: Double

  /// Chooses the size of the population.
  public init(points: Int = 11, repulsion: Double = 1) {
    precondition(points >= 2, "a population has at least two members")
    precondition(repulsion >= 0, "repulsion is not negative")
    (self.points, self.repulsion) = (points, repulsion)
  }

  /// The members.
  ///
  /// - Throws: `SettingError` for one objective.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    guard objectives.count >= 2 else {
      throw SettingError("points", "a front has two objectives or more, found one")
    }
    return (0..<points).map { _ in Member(SteinParticle(repulsion: repulsion)) }
  }
}

/// One member of ``MOOSVGD``.
struct SteinParticle: Population {
  static var card: StrategyCard { MOOSVGD.card }
  static var startsApart: Bool { true }

  let repulsion: Double

  struct State: Codable, Sendable {
    /// The direction, of shape `[n]`.
    var direction: [Double] = []
  }

  func initialState(for objectives: [Objective]) -> State { State() }

  static func meet(_ members: PopulationMembers<Self>) {
    let count = members.count
    let jacobians = (0..<count).map { members.evidence($0).matrix }
    let losses = (0..<count).map { members.evidence($0).losses }
    let shares = jacobians.map(descent)
    let distances = losses.map { a in losses.map { b in squaredDistance(a, b) } }
    let width = bandwidth(distances)
    for i in 0..<count {
      let repulsion = members.strategy(i).repulsion
      var direction = Array(repeating: 0.0, count: jacobians[i].columns)
      for j in 0..<count {
        let kernel = width > 0 ? Elementary.exp(-distances[i][j] / width) : 1
        let push = width > 0 ? 2 * repulsion * kernel / width : 0
        let mix = losses[i].indices.map { k in
          (kernel * shares[j][k] - push * (losses[i][k] - losses[j][k])) / Double(count)
        }
        add(mix, jacobians[j], to: &direction)
      }
      members[i].direction = direction
    }
  }

  /// The weights of the shortest vector in the hull of the gradients.
  private static func descent(_ jacobian: Matrix) -> [Double] {
    let gramian = jacobian.gramian
    var decision = Decision(objectives: jacobian.rows)
    decision.solve(gramian) { scaled, x in
      for i in 0..<scaled.count { x[i] = scaled.scales[i] }
      return MinimumNorm.solve(x, scaled)
    }
    return decision.weights
  }

  private static func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// The median of the squared distances between different members, over `ln N`.
  private static func bandwidth(_ distances: [[Double]]) -> Double {
    let count = distances.count
    guard count > 1 else { return 0 }
    let pairs = (0..<count).flatMap { i in distances[i][..<i] }.sorted()
    let middle = pairs.count / 2
    let median =
      pairs.count % 2 == 1 ? pairs[middle] : (pairs[middle - 1] + pairs[middle]) / 2
    return median / Elementary.log(Double(max(count, 3)))
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
