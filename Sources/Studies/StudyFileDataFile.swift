import Records

extension StudyFileNode {
  /// The data of a file: `{ file: houses.csv, columns: { features: [rooms, area] }, … }`.
  ///
  /// - Parameter checkName: Refuses names that expressions cannot use.
  func dataFile(checkName: (Entry) throws -> Void) throws -> DataFile {
    let fields = try fields(
      ["file", "columns", "standardize", "split"], required: ["file", "columns"])
    guard let file = fields["file"]?.value, let columns = fields["columns"]?.value else {
      throw unfit(wanted: "a file and columns")
    }
    let table = try file.table()
    let parts = try columns.columns(of: table, checkName: checkName)
    let split = try fields["split"]?.value.split()
    return try DataFile(
      table, columns: parts,
      standardize: try fields["standardize"]?.value.standardized(among: parts.keys.sorted()) ?? [],
      split: split?.split, evaluation: split?.evaluation)
  }

  /// The table of a file, which is looked for from the folder of the study file.
  private func table() throws -> DataTable {
    let path = try path()
    do { return try DataTable(path: path) } catch {
      // A file that cannot be read has no line to show: the one that names it serves.
      guard error.line == nil else { throw error }
      throw self.error("\(NearestName.quoted(path, longest: 4096)): \(error.message)")
    }
  }

  /// A path, relative to the folder of the study file.
  private func path() throws -> String {
    let path = try text("the path of a CSV file")
    guard !path.hasPrefix("/"), let slash = source.file.lastIndex(of: "/") else { return path }
    return source.file[...slash] + path
  }

  private func columns(
    of table: DataTable, checkName: (Entry) throws -> Void
  ) throws -> [String: [String]] {
    let wanted = "a mapping from names to lists of columns such as { features: [rooms, area] }"
    let entries = try entries(wanted: wanted)
    guard !entries.isEmpty else { throw unfit(wanted: wanted) }
    return try entries.reduce(into: [:]) { parts, entry in
      try checkName(entry)
      guard let list = entry.value.list, !list.isEmpty else {
        throw entry.value.unfit(wanted: "a list of columns such as [rooms, area]")
      }
      parts[entry.name] = try list.map { node in
        let name = try node.text("the name of a column")
        guard table.columns.contains(name) else {
          throw node.error(
            NearestName.sentence(unknown: "column", name, known: table.columns))
        }
        return name
      }
    }
  }

  /// The parts that are standardized: all (`true`), none (`false`), or those of a list.
  private func standardized(among parts: [String]) throws -> [String] {
    guard let list else {
      guard let all = scalar.flatMap({ Bool($0) }), isPlain else {
        throw unfit(wanted: "true, false, or a list of parts such as [\(parts[0])]")
      }
      return all ? parts : []
    }
    return try list.map { node in
      let name = try node.text("the name of a part of the data")
      guard parts.contains(name) else {
        throw node.error(NearestName.sentence(unknown: "data", name, known: parts))
      }
      return name
    }
  }

  /// A share of the rows, or a second file.
  private func split() throws -> (split: DataFile.Split, evaluation: DataTable?) {
    let fields = try fields(["train", "seed", "shuffle", "evaluation"])
    if let file = fields["evaluation"]?.value {
      if let other = fields.values.first(where: { $0.name != "evaluation" }) {
        throw other.key.error("split: found `evaluation` and `\(other.name)`, wanted one of them")
      }
      return (.file(try file.path()), try file.table())
    }
    guard let train = fields["train"]?.value else {
      throw error(
        "split: wanted the share of the rows that train, such as { train: 0.8 }, or a "
          + "file, such as { evaluation: test.csv }")
    }
    let share = try train.number("a share between 0 and 1") { 0 < $0 && $0 < 1 }
    let seed = try fields["seed"]?.value.count(in: 0...Self.largestCount) ?? 0
    let isShuffled = try fields["shuffle"]?.value.flag() ?? true
    return (.fraction(train: share, seed: seed, isShuffled: isShuffled), nil)
  }
}
