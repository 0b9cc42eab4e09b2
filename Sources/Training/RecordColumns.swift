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
      known.map { "batch/\($0)" } + known.map { "weight/\($0)" }
      + known.map { "gradientNorm/\($0)" } + known.map { "preference/\($0)" } + cosines
      + ["solver/residual", "solver/fallback", "stepLength"]
    var names: [String] = []
    for name in wanted where !names.contains(name) { names.append(name) }
    var taken: Set<String> = []
    let places = wanted.map { name in
      taken.insert(name).inserted ? names.firstIndex(of: name) ?? names.count : names.count
    }
    let m = known.count
    (batch, weight) = (Array(places[0..<m]), Array(places[m..<2 * m]))
    gradientNorm = Array(places[2 * m..<3 * m])
    preference = Array(places[3 * m..<4 * m])
    cosine = Array(places[4 * m..<4 * m + cosines.count])
    (residual, fallback) = (places[places.count - 3], places[places.count - 2])
    stepLength = places[places.count - 1]
    self.names = names
  }

  /// The numbers of a row: the named columns and the nameless one.
  var width: Int { names.count + 1 }
}
