extension StoreError: CustomStringConvertible {
  /// What was found, where, what was wanted and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such file; wanted a store made by a study. Check the path."
    case .notAFile(let path, let found):
      "\(path): found \(found), wanted a store, which is a single file. Give the path of a file."
    case .alreadyExists(let path):
      "\(path): there is a file already. Open it, move it away, or choose another path."
    case .notAStore(let path, let found):
      "\(path): found \(found), wanted a store made by Poise. The file was left as it is; choose "
        + "another path."
    case .damaged(let path, let detail):
      "\(path): the store is damaged (\(detail)). Restore it from a copy, or move it away and run "
        + "the study again."
    case .newerSchema(let path, let found, let known):
      "\(path): found layout \(found), this program knows layouts up to \(known). Use a newer "
        + "version of Poise."
    case .differentStudy(let path, let foundHash, let wantedHash, let differences):
      "\(path): holds another study than the one asked for ("
        + Self.summary(of: differences, foundHash, wantedHash)
        + "). Choose another output folder, or move the file away to start over."
    case .differentShard(let path, let foundHash, let wantedPath, let wantedHash, let differences):
      "\(path): holds another study than \(wantedPath), so that their runs do not belong together ("
        + Self.summary(of: differences, foundHash, wantedHash)
        + "). Leave it out and merge it with the stores of its own study, or make it again from the "
        + "same study file."
    case .readOnly(let path):
      "\(path): the file may not be written. Change its permissions, or copy it to a place where "
        + "it may."
    case .unusableFolder(let path, let reason):
      "\(path): cannot write into this folder (\(reason)), which a store needs. Create it, change "
        + "its permissions, or choose another."
    case .leftoverLog(let path):
      "\(path): this log of unfinished writes belongs to a store that is gone. Bring the store back "
        + "beside it, or remove the log."
    case .unfinishedLog(let path):
      "\(path): this log holds a part of the store beside it, which cannot be read where nothing may "
        + "be written. Copy both files to a place where they may."
    case .locked(let path, let seconds):
      "\(path): other processes held the store for more than \(seconds) s. End them, or try again."
    case .diskFull(let path, let detail):
      "\(path): the disk is full or refuses to be written (\(detail)). Everything saved before is "
        + "safe; free some space and start again, the study goes on from there."
    case .conflictingRun(let path, let run, let difference):
      "\(path): the run \(run) is stored with other results (\(difference)); the stored ones were "
        + "kept. The same study must give the same numbers: look for differing versions or machines."
    case .misfitRun(let run, let problem):
      "the run \(run) does not fit the study: \(problem)."
    case .cancelled(let path):
      "\(path): the work was called off before anything was changed. Begin again."
    case .closed(let path):
      "\(path): the store was closed. Open it again."
    case .failed(let path, let detail):
      "\(path): \(detail)."
    }
  }

  /// At most six differences in words, or the hashes where there is none.
  private static func summary(
    of differences: [StudyDifference], _ foundHash: String, _ wantedHash: String
  ) -> String {
    guard !differences.isEmpty else {
      return "the records agree, but the hash is \(foundHash), wanted \(wantedHash)"
    }
    let shown = differences.prefix(6).map(\.description).joined(separator: "; ")
    return differences.count > 6 ? shown + "; and \(differences.count - 6) more" : shown
  }
}
