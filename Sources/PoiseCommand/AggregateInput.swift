import Foundation
import Poise

/// The steps on the standard input of `poise aggregate`.
struct AggregateInput {
  /// One step: gradients or their inner products, and losses.
  struct Step: Decodable {
    let jacobian: [[Double]]?
    let gramian: [[Double]]?
    let losses: [Double]?

    /// The number of objectives.
    var count: Int { (jacobian ?? gramian)?.count ?? losses?.count ?? 0 }

    /// What a strategy that has no answer may be missing: the gradients themselves where it wants
    /// more than their inner products, else the losses.
    func lack(for strategy: any Strategy) -> String? {
      let wantsRows =
        strategy.demand.contains(.gradients)
        && !strategy.demand.contains(.gramian)
      if wantsRows && jacobian == nil { return "jacobian" }
      return losses == nil ? "losses" : nil
    }

    /// The step for a balancer; losses that are missing are NaN, so that nothing comes of them.
    func pass(_ objectives: [Objective], step: Int) -> GivenPass {
      let costs = objectives.costs(of: losses ?? objectives.map { _ in .nan })
      if let jacobian { return GivenPass(costs: costs, jacobian: Matrix(jacobian), step: step) }
      if let gramian { return GivenPass(costs: costs, gramian: Matrix(gramian), step: step) }
      return GivenPass(costs: costs, step: step)
    }
  }

  /// The steps, at least one.
  let steps: [Step]
  /// Whether they came as a list.
  let isList: Bool

  /// One for each row, all minimized.
  var objectives: [Objective] {
    (0..<steps[0].count).map { Objective("objective \($0 + 1)", .minimize) }
  }

  /// Reads and checks the input.
  ///
  /// - Throws: `StudyError` with the place, what was found and what was wanted.
  init(_ data: Data) throws(StudyError) {
    let first = data.first { !UInt8.blanks.contains($0) }
    isList = first == UInt8(ascii: "[")
    do {
      steps =
        isList
        ? try JSONDecoder().decode([Step].self, from: data)
        : [try JSONDecoder().decode(Step.self, from: data)]
    } catch { throw StudyError("standard input: " + Self.words(error)) }
    guard !steps.isEmpty else {
      throw StudyError("standard input: found an empty list, wanted at least one step")
    }
    for (k, step) in steps.enumerated() {
      let place = isList ? "step \(k + 1): " : "standard input: "
      if let fault = Self.fault(step) { throw StudyError(place + fault) }
      guard step.count == steps[0].count else {
        throw StudyError(
          place + "found \(step.count) objectives, wanted \(steps[0].count) as in step 1")
      }
    }
  }

  /// What is wrong with a step.
  private static func fault(_ step: Step) -> String? {
    if step.jacobian != nil && step.gramian != nil {
      return "found both a jacobian and a gramian, wanted one of them"
    }
    guard step.count > 0 else {
      return "wanted \"jacobian\", \"gramian\" or \"losses\" with a row for each objective"
    }
    if let rows = step.jacobian ?? step.gramian,
      let odd = rows.firstIndex(where: { $0.count != rows[0].count })
    {
      return "row \(odd + 1) has \(rows[odd].count) numbers, wanted \(rows[0].count) as in row 1"
    }
    if let losses = step.losses, losses.count != step.count {
      return "found \(losses.count) losses, wanted \(step.count), one an objective"
    }
    return step.gramian.flatMap(fault(inGramian:))
  }

  private static func fault(inGramian rows: [[Double]]) -> String? {
    guard rows[0].count == rows.count else {
      return "a gramian of \(rows.count) rows has as many columns, found \(rows[0].count)"
    }
    for i in rows.indices {
      if rows[i][i] < 0 {
        return "gramian: the squared norm in row \(i + 1) is \(rows[i][i]), wanted at least 0"
      }
      for j in 0..<i {
        let scale = (rows[i][i] * rows[j][j]).squareRoot()
        if (rows[i][j] - rows[j][i]).magnitude > 1e-9 * scale {
          return "gramian: rows \(i + 1) and \(j + 1) hold \(rows[i][j]) and \(rows[j][i]), "
            + "wanted the same number"
        }
        if rows[i][j].magnitude > scale * (1 + 1e-9) {
          return "gramian: the product of \(i + 1) and \(j + 1) is \(rows[i][j]), beyond that of "
            + "their norms, \(scale)"
        }
      }
    }
    return nil
  }

  private static func words(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { key in
        key.intValue.map { "\($0 + 1)" } ?? key.stringValue
      }.joined(separator: ", ")
    }
    switch error {
    case DecodingError.dataCorrupted(let context):
      let cause = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey]
      return "not JSON: \(cause ?? context.debugDescription)"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return "at \(path(context)): \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}

extension UInt8 {
  /// Blanks of JSON.
  fileprivate static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
}
