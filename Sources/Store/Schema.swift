import GRDB

/// The layout of a store: a few tables that `sqlite3` alone can read.
///
/// The tables carry their own documentation: `sqlite3 study.sqlite .schema` prints the comments
/// below. A column of a trace is read, for instance in Python, by
/// `struct.unpack("<%dd" % (len(data) // 8), data)`.
///
/// A migration that was released is never changed; a new layout is a new migration with a name of
/// its own, which also raises `study.schema`.
enum Schema {
  /// "Pois" in ASCII, in the header of every store (`PRAGMA application_id`).
  static let applicationID: Int32 = 0x506F_6973
  /// The version this code writes, and the highest it reads.
  static let version = 2
  /// Columns of 200 points stay within their page, without overflow pages.
  static let pageSize = 16_384

  /// All migrations, in order.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 study, runs, traces, attempts") { db in
      try db.execute(sql: studyTable + runsTable + tracesTable + attemptsTable)
    }
    migrator.registerMigration("2 claims, checkpoints, digests") { db in
      try db.execute(sql: claimsTable + checkpointsTable + digestsTable)
      try StoreDigests.addAll(db)
      try db.execute(sql: "UPDATE study SET schema = 2")
    }
    return migrator
  }

  /// Whether the tables are as they were made for a version of the layout, to the byte: a column whose
  /// name has changed is sound to SQLite.
  static func isIntact(_ db: Database, version: Int) throws -> Bool {
    let tables =
      [studyTable, runsTable, tracesTable, attemptsTable]
      + (version > 1 ? [claimsTable, checkpointsTable, digestsTable] : [])
    let found = try Set(
      String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    // SQLite keeps a statement without the semicolon that ends it.
    return tables.allSatisfy { table in
      table.lastIndex(of: ";").map { found.contains(String(table[..<$0])) } == true
    }
  }

  private static let studyTable = """
    CREATE TABLE study (                 -- what was asked; one row
      id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      name   TEXT    NOT NULL,           -- the study's name
      hash   TEXT    NOT NULL,           -- hash of all that decides the numbers
      record TEXT    NOT NULL,           -- the study, JSON with sorted keys
      schema INTEGER NOT NULL            -- version of this layout
    );

    """

  private static let runsTable = """
    CREATE TABLE runs (                  -- how each run ended; written once, whole
      arm       TEXT    NOT NULL,        -- name of the arm
      member    INTEGER NOT NULL,        -- member of the arm, from 0
      seed      INTEGER NOT NULL,        -- seed, from 0
      outcome   TEXT    NOT NULL CHECK (outcome IN ('finished', 'failed')),
      cause     TEXT,                    -- of a failure: nonFinite, strategyFailed, runaway
      step      INTEGER,                 -- of a failure: the step, from 0
      detail    TEXT,                    -- of a failure: the culprit, in words
      evaluated BLOB    NOT NULL,        -- updates made before each row of the trace: int64, little-endian
      PRIMARY KEY (arm, member, seed),
      CHECK ((outcome = 'failed') = (cause IS NOT NULL AND step IS NOT NULL AND detail IS NOT NULL))
    ) WITHOUT ROWID;

    """

  private static let tracesTable = """
    CREATE TABLE traces (                -- what each run recorded; one row a column of its trace
      arm    TEXT    NOT NULL,
      member INTEGER NOT NULL,
      seed   INTEGER NOT NULL,
      name   TEXT    NOT NULL,           -- value/OBJECTIVE, batch/OBJECTIVE, weight/OBJECTIVE, ...
      data   BLOB    NOT NULL,           -- one number a row of the trace: float64, little-endian
      PRIMARY KEY (arm, member, seed, name),
      FOREIGN KEY (arm, member, seed) REFERENCES runs (arm, member, seed)
    ) WITHOUT ROWID;

    """

  private static let claimsTable = """
    CREATE TABLE claims (                -- who is making which run; ends with the run
      arm     TEXT    NOT NULL,
      member  INTEGER NOT NULL,
      seed    INTEGER NOT NULL,
      token   TEXT    NOT NULL,          -- that of the attempt
      host    TEXT    NOT NULL,          -- name of the machine
      process INTEGER NOT NULL,          -- number of the process there
      born    TEXT    NOT NULL,          -- when that process began, in the machine's own count
      expires REAL    NOT NULL,          -- seconds since 1970-01-01 UTC; renewed while it lives
      PRIMARY KEY (arm, member, seed)
    ) WITHOUT ROWID;

    """

  private static let checkpointsTable = """
    CREATE TABLE checkpoints (           -- runs in the middle; removed with the run's end
      arm     TEXT    NOT NULL,
      member  INTEGER NOT NULL,
      seed    INTEGER NOT NULL,
      step    INTEGER NOT NULL,          -- updates made
      written REAL    NOT NULL,          -- seconds since 1970-01-01 UTC
      digest  TEXT    NOT NULL,          -- of the content
      content BLOB    NOT NULL,          -- in the trainer's own form
      PRIMARY KEY (arm, member, seed)
    ) WITHOUT ROWID;

    """

  private static let digestsTable = """
    CREATE TABLE digests (               -- what tells that bytes changed: one row a run, one the study
      part   TEXT    NOT NULL CHECK (part IN ('study', 'run')),
      arm    TEXT    NOT NULL,           -- of the study: empty
      member INTEGER NOT NULL,           -- of the study: 0
      seed   INTEGER NOT NULL,           -- of the study: 0
      digest TEXT    NOT NULL,           -- 16 hexadecimal digits
      PRIMARY KEY (part, arm, member, seed)
    ) WITHOUT ROWID;

    """

  private static let attemptsTable = """
    CREATE TABLE attempts (              -- who attempted which run, and when
      arm      TEXT    NOT NULL,
      member   INTEGER NOT NULL,
      seed     INTEGER NOT NULL,
      token    TEXT    NOT NULL,         -- random, one for each opening of the store
      host     TEXT    NOT NULL,         -- name of the machine
      process  INTEGER NOT NULL,         -- number of the process there
      started  REAL    NOT NULL,         -- seconds since 1970-01-01 UTC
      finished REAL,                     -- the same; NULL while under way, or when cut off
      PRIMARY KEY (arm, member, seed, token)
    ) WITHOUT ROWID;

    """
}
