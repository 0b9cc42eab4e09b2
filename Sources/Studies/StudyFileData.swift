import Training

extension StudyFileNode {
  /// Where a part of the data comes from.
  func dataSource() throws -> DataSource {
    let entry = try choice(["uniform", "normal", "grid", "constant"])
    switch entry.name {
    case "uniform": return try entry.value.uniform()
    case "normal": return try entry.value.normal()
    case "grid": return try entry.value.grid()
    default: return try entry.value.constant()
    }
  }

  private func uniform() throws -> DataSource {
    if list != nil { return .uniform(try shape()) }
    let fields = try drawn(["shape", "lower", "upper"])
    let lower = try fields["lower"]?.value.number() ?? 0
    let upper = try fields["upper"]?.value.number() ?? 1
    guard lower < upper, (upper - lower).isFinite else {
      throw (fields["upper"] ?? fields["lower"])?.value.unfit(
        wanted: "a lower bound below the upper one; they are \(lower) and \(upper)")
        ?? unfit(wanted: "bounds")
    }
    return .uniform(shape: try fields["shape"]?.value.shape() ?? [1], lower: lower, upper: upper)
  }

  private func normal() throws -> DataSource {
    if list != nil { return .normal(try shape()) }
    let fields = try drawn(["shape", "mean", "deviation"])
    return .normal(
      shape: try fields["shape"]?.value.shape() ?? [1],
      mean: try fields["mean"]?.value.number() ?? 0,
      deviation: try fields["deviation"]?.value.number("a number of at least 0") { $0 >= 0 } ?? 1)
  }

  /// The settings of drawn data, which need a shape.
  private func drawn(_ known: [String]) throws -> [String: Entry] {
    guard isMapping else {
      throw unfit(
        wanted: "a shape such as [3, 1], or a mapping with the keys "
          + known.joined(separator: ", "))
    }
    return try fields(known, required: ["shape"])
  }

  private func grid() throws -> DataSource {
    let axes = try (list ?? [self]).map { try $0.gridAxis() }
    guard !axes.isEmpty else { throw unfit(wanted: "at least one axis {from, to, count}") }
    try checkSize(of: axes.map(\.count) + [axes.count])
    return .grid(axes)
  }

  private func gridAxis() throws -> DataSource.GridAxis {
    let fields = try fields(["from", "to", "count"], required: ["from", "to", "count"])
    return DataSource.GridAxis(
      from: try fields["from"]?.value.number() ?? 0, to: try fields["to"]?.value.number() ?? 1,
      count: try fields["count"]?.value.count() ?? 1)
  }

  private func constant() throws -> DataSource {
    var values: [Double] = []
    let shape = try constantShape(into: &values)
    return .constant(shape: shape, values: values)
  }

  /// Collects the numbers of nested lists in row-major order.
  ///
  /// - Returns: The shape.
  private func constantShape(into values: inout [Double]) throws -> [Int] {
    guard let list else {
      values.append(try number("a finite number, or lists of them"))
      guard values.count <= StudyFileArms.mostValues else {
        throw error("\(label): found more than \(StudyFileArms.mostValues) numbers")
      }
      return []
    }
    guard let first = list.first else {
      throw error("\(label): found an empty list, wanted numbers")
    }
    let inner = try first.constantShape(into: &values)
    for element in list.dropFirst() {
      let other = try element.constantShape(into: &values)
      guard other == inner else {
        throw element.error(
          "\(label): the lists are ragged: found an entry of shape \(other) after one of shape "
            + "\(inner); make them the same")
      }
    }
    return [list.count] + inner
  }
}
