import Records
public import Tensors

/// PCGrad: each gradient sheds its component against each other one, in random order.
///
///     pᵢ = gᵢ;   for j ≠ i in turn: if pᵢ·gⱼ < 0: pᵢ ← pᵢ − (pᵢ·gⱼ/‖gⱼ‖²) gⱼ;   d = Σ pᵢ
///
/// For three or more objectives the sum may still conflict with one of them.
public struct PCGrad: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pcgrad", title: "PCGrad", rule: "gᵢ ← gᵢ − (gᵢ·gⱼ/‖gⱼ‖²) gⱼ where gᵢ·gⱼ < 0; d = Σ gᵢ",
    reference: Reference(
      "Yu et al. (NeurIPS 2020), Alg. 1", url: "https://arxiv.org/abs/2001.06782"),
    claims: [
      .ignoresIdleObjectives, .homogeneous, .rotationEquivariant,
    ], weightSum: "varies, at least m",
    settings: [VisitOrder.card],
    degenerate:
      "an objective without a gradient has the weight 1 and changes nothing" + StrategyCard.cancels,
    departures: [
      "a sum, as published; a factor of m above the mean of some programs"
    ])

  /// The order in which the others are visited.
  public let order: VisitOrder

  /// Chooses the order; published and default is a random one.
  public init(order: VisitOrder = .random) { self.order = order }

  /// Projects each gradient in turn.
  public func decide(
    _ evidence: Gramian, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.solve(evidence.matrix) { gramian, x in
      let m = gramian.count
      order.visit(gramian, &random) { i, others, row in
        for k in 0..<m { row[k] = k == i ? gramian.scales[i] : 0 }
        for j in others {
          let product = gramian.row(j).dot(row, m)
          if product < 0 { row[j] -= product }
        }
        x.add(1, times: row, m)
      }
      return nil
    }
  }
}
