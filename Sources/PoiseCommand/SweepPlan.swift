import ArgumentParser
import Foundation
import Poise

/// What a sweep begins with and when it ends: a logarithmic grid of alpha for two objectives, a
/// lattice on the simplex of weights for more.
struct SweepPlan {
  /// The choices of the command line; `nil` leaves one to the number of objectives.
  struct Choices {
    var from: Double?
    var to: Double?
    var points: Int?
    var resolution: Double?
    var budget: Int?
  }

  /// What is varied.
  let space: SweepSpace
  /// The places it begins with.
  let start: [[Double]]
  /// Where it looks next.
  let refinement: SweepRefinement

  /// Plans the sweep of a study.
  ///
  /// - Throws: ``StudyError`` for one objective; `ValidationError` for choices that do not fit.
  init(of study: Study, _ choices: Choices) throws {
    let objectives = study.problem.objectives
    guard let space = SweepSpace(for: objectives) else {
      throw StudyError(
        "found one objective, \(objectives[0].name), wanted two or more: a sweep weighs objectives "
          + "against each other; poise compare trains a single one")
    }
    self.space = space
    let isAlpha = space == .alpha
    let points = choices.points ?? (isAlpha ? 17 : 45)
    let divisions: Int
    if isAlpha {
      divisions = 1
      start = try Self.grid(from: choices.from ?? 1e-4, to: choices.to ?? 1e4, points: points)
    } else {
      try Self.refuseRange(choices, objectives.count)
      divisions = try Self.divisions(objectives.count, atMost: points)
      start = SimplexLattice.points(objectives.count, divisions: divisions)
    }
    let budget = choices.budget ?? max(start.count, isAlpha ? 48 : 120)
    guard start.count...10_000 ~= budget else {
      throw ValidationError(
        "found --budget \(budget), wanted a whole number from \(start.count), with which the sweep "
          + "begins, to 10000")
    }
    refinement = SweepRefinement(
      resolution: try Self.resolution(choices.resolution, isAlpha), budget: budget,
      divisions: divisions)
  }

  /// The study with one arm for each place in place of its own.
  ///
  /// - Throws: ``StudyError``.
  func study(_ original: Study, at places: [[Double]]) throws(StudyError) -> Study {
    let sorted = Set(places).sorted { a, b in
      zip(a, b).first { $0 != $1 }.map { space == .alpha ? $0 < $1 : $0 > $1 } ?? false
    }
    return try original.changed(
      name: Self.name(of: original),
      arms: sorted.map { Arm(Fixed(space.weights(at: $0)), name: name($0)) })
  }

  /// The name of the study of a sweep.
  static func name(of study: Study) -> String { study.name + "-sweep" }

  /// The places of a sweep that a record holds; none of another study's.
  func places(in record: StudyRecord?, of study: Study) -> [[Double]] {
    guard let record, record.name == Self.name(of: study) else { return [] }
    return record.arms.compactMap(space.place)
  }

  /// `alpha=0.01`, or `(0.5, 0.25, 0.25)`.
  private func name(_ place: [Double]) -> String {
    guard space != .alpha else { return "alpha=\(Setting.number(place[0]))" }
    let shares = place.map { Setting.number(SignificantDigits.rounded($0, to: 6)).description }
    return "(\(shares.joined(separator: ", ")))"
  }

  // MARK: Choices

  /// Zero, and values equally spaced in the logarithm, to four significant digits.
  private static func grid(from: Double, to: Double, points: Int) throws -> [[Double]] {
    guard from > 0, from.isFinite, to > from, to.isFinite else {
      throw ValidationError("found --from \(from) --to \(to), wanted 0 < from < to")
    }
    guard 2...1000 ~= points else {
      throw ValidationError("found --points \(points), wanted a whole number from 2 to 1000")
    }
    let values = (0..<points).map { k in
      SignificantDigits.rounded(
        from * pow(to / from, Double(k) / Double(points - 1)), to: 4)
    }
    return ([0] + values).map { [$0] }
  }

  private static func refuseRange(_ choices: Choices, _ m: Int) throws {
    guard choices.from == nil, choices.to == nil else {
      throw ValidationError(
        "found --from or --to for \(m) objectives, wanted neither: they bound alpha, which weighs "
          + "two; with more the whole simplex of weights is swept")
    }
  }

  private static func divisions(_ m: Int, atMost points: Int) throws -> Int {
    let least = SimplexLattice.count(m, divisions: 2)
    guard least...10_000 ~= points else {
      throw ValidationError(
        "found --points \(points) for \(m) objectives, wanted a whole number from \(least), the "
          + "lattice of halves, to 10000")
    }
    return SimplexLattice.divisions(m, atMost: points)
  }

  private static func resolution(_ asked: Double?, _ isAlpha: Bool) throws -> Double {
    let value = asked ?? (isAlpha ? 1.1 : 0.1)
    let isGood = isAlpha ? 1.001...1e6 ~= value : 0.001...1 ~= value
    guard isGood else {
      throw ValidationError(
        isAlpha
          ? "found --resolution \(value), wanted the ratio of neighbors, from 1.001 to 1e6"
          : "found --resolution \(value), wanted a difference of shares, from 0.001 to 1")
    }
    return value
  }
}
