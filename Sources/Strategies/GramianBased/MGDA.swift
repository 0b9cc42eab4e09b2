public import Records

/// MGDA: the shortest vector in the convex hull of the gradients.
///
///     min ‖Σ αᵢ gᵢ‖² over α ≥ 0, Σα = 1;   d = Σ αᵢ gᵢ
///
/// With a normalization the hull is that of `gᵢ/cᵢ`, and `d` is its shortest vector, so that it
/// still descends every objective. Departs from Sener & Koltun's program, which applies that `α`
/// to the raw gradients, and so gives the promise up.
public struct MGDA: Pure {
  /// What gradients are divided by before the hull is taken.
  public enum Normalization: String, Codable, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// `cᵢ = ‖gᵢ‖`.
    case l2
    /// `cᵢ = Lᵢ`, for positive losses.
    case loss
    /// `cᵢ = Lᵢ ‖gᵢ‖`, for positive losses.
    case lossAndNorm = "loss+"
  }

  /// What to do where the gradient of an objective is 0, and with it the shortest vector.
  public enum IdleObjectives: String, Codable, CaseIterable, Sendable {
    /// Stop: the point is Pareto stationary, and the decision says so.
    case stop
    /// Take the hull of the others.
    case ignore
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "mgda", title: "MGDA", rule: "min ‖Σ αᵢ gᵢ‖² over α ≥ 0, Σα = 1",
    reference: Reference(
      "Sener & Koltun (NeurIPS 2018), Eq. 3; Désidéri (2012)",
      url: "https://arxiv.org/abs/1810.04650"),
    claims: .usual.union([.nonConflicting, .convexWeights, .homogeneous, .duplicateInvariant]),
    weightSum: "1",
    settings: [
      SettingCard(
        "normalization", oneOf: Normalization.self,
        "what gradients are divided by: nothing, their norm, their loss, or both"),
      SettingCard(
        "idle", oneOf: IdleObjectives.self,
        "where a gradient is 0: stop, or ignore the objective"),
      SettingCard(
        "place", oneOf: Request.Place.self,
        "whose gradients: the parameters', or the representation's (MGDA-UB)"),
      SolverVariant.card,
    ],
    degenerate:
      "an objective without a gradient makes every point stationary: weights of 0, reported, "
      + "unless `idle: ignore`" + StrategyCard.cancels,
    departures: [
      "weights sum to 1; nash-mtl and its kin multiply by m",
      "normalized gradients are descended, as LibMTL does; Sener & Koltun's program applies "
        + "the weights to the raw ones",
      "TorchJD stops Frank–Wolfe steps early: only with `variant: torchjd`",
    ])

  /// What gradients are divided by.
  public let normalization: Normalization
  /// What to do with an idle objective.
  public let idle: IdleObjectives
  /// Whose gradients make the hull; by the shared representation this is MGDA-UB.
  public let place: Request.Place
  /// Whether to solve the problem or to stop where TorchJD does, which knows no other setting.
  public let variant: SolverVariant

  /// Chooses the settings.
  public init(
    normalization: Normalization = .none, idle: IdleObjectives = .stop,
    place: Request.Place = .parameters, variant: SolverVariant = .exact
  ) {
    (self.normalization, self.idle) = (normalization, idle)
    (self.place, self.variant) = (place, variant)
  }

  /// Where the gradients are taken.
  public var request: Request { Request(place: place) }

  /// Positive where gradients are divided by losses.
  public var domain: LossDomain {
    normalization == .loss || normalization == .lossAndNorm ? .positive : .any
  }

  /// Refuses other settings beside TorchJD's variant.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard variant == .exact || (normalization == .none && idle == .stop) else {
      throw SettingError("variant", "torchjd knows neither normalization nor idle")
    }
  }

  /// Finds the shortest vector.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    guard variant == .exact else {
      decision.solver = FrankWolfe.solve(evidence.matrix, into: &decision.weights)
      return
    }
    let losses = evidence.losses
    decision.solve(evidence.matrix) { gramian, x in
      for i in 0..<gramian.count { x[i] = norm(gramian.scales[i], losses[i]) }
      return MinimumNorm.solve(x, gramian, ignoresIdleRows: idle == .ignore)
    }
  }

  /// The norm of a row of the hull, of an objective with a gradient norm and a loss.
  private func norm(_ norm: Double, _ loss: Double) -> Double {
    switch normalization {
    case .none: norm
    case .l2: 1
    case .loss: norm / loss
    case .lossAndNorm: 1 / loss
    }
  }
}
