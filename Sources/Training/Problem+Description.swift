import Neural
import Records

extension Problem {
  /// The problem in words that fix it: data, parameters with how they begin, and every operation.
  ///
  /// Two problems with the same text train alike from the same seed.
  public var listing: String {
    let layout = ParameterLayout(parameters)
    var lines = data.sorted { $0.key < $1.key }.map { "data \($0.key): \($0.value)" }
    lines += (evaluation ?? [:]).sorted { $0.key < $1.key }.map {
      "evaluation \($0.key): \($0.value)"
    }
    if let cut { lines.append("batches of \(cut.size)") }
    lines += parameters.map {
      "parameter \($0.name) \($0.parameter.shape): \($0.parameter.initializer)"
        + ($0.parameter.bounds.map { " in [\($0.lowerBound), \($0.upperBound)]" } ?? "")
    }
    lines += objectives.map { "\($0.direction.rawValue) \($0.name)" }
    lines.append(
      TraceListing.text(terms.map { ($0.objective.name, $0.value) }, layout: layout))
    return lines.joined(separator: "\n")
  }
}
