import Records

/// The columns that a block records beside the objectives, by their places in a row.
///
/// Objectives `a`, `b/c` and `a/b`, `c` share the name of a column: the first pair has it, and the
/// other's numbers go to a place of no name.
struct RecordColumns {
  /// The names of the columns, the nameless last one left out.
  let names: [String]
  /// The place of each objective's value on the training batch.
  let batch: [Int]
  /// Those of its lowest and highest value on the training batches from one row to the next.
  let lowest: [Int]
  let highest: [Int]
  let weight: [Int]
  let gradientNorm: [Int]
  let preference: [Int]
  /// That of the cosine of objectives `i > j`, at `i (i − 1)/2 + j`.
  let cosine: [Int]
  let residual: Int
  let fallback: Int
  let stepLength: Int

  init(_ objectives: [Objective]) {
    let known = objectives.map(\.name)
    let cosines = known.indices.flatMap { i in
      (0..<i).map { j in "cosine/\(known[j])/\(known[i])" }
    }
    let wanted =
      ["batch", "lowest", "highest", "weight", "gradientNorm", "preference"].flatMap { kind in
        known.map { "\(kind)/\($0)" }
      } + cosines
      + ["solver/residual", "solver/fallback", "stepLength"]
    var names: [String] = []
    for name in wanted where !names.contains(name) { names.append(name) }
    var taken: Set<String> = []
    let places = wanted.map { name in
      taken.insert(name).inserted ? names.firstIndex(of: name) ?? names.count : names.count
    }
    let m = known.count
    let kinds = (0..<6).map { Array(places[$0 * m..<($0 + 1) * m]) }
    (batch, lowest, highest) = (kinds[0], kinds[1], kinds[2])
    (weight, gradientNorm, preference) = (kinds[3], kinds[4], kinds[5])
    cosine = Array(places[6 * m..<6 * m + cosines.count])
    (residual, fallback) = (places[places.count - 3], places[places.count - 2])
    stepLength = places[places.count - 1]
    self.names = names
  }

  /// The numbers of a row: the named columns and the nameless one.
  var width: Int { names.count + 1 }
}
