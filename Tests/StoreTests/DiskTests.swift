import Foundation
import Records
import Testing

@testable import Store

/// Tests that need the rights of the superuser: to mount a small disk, or to act as somebody else.
/// Elsewhere they are skipped.
@Suite("Full disks and missing permissions")
struct DiskTests {
  /// Whether a small disk in memory can be mounted.
  static let canMount: Bool = {
    guard geteuid() == 0, let folder = try? ScratchFolder(), let disk = Disk(at: folder.path)
    else { return false }
    _ = disk
    return true
  }()

  /// A disk of one megabyte, there as long as this value lives.
  final class Disk {
    let path: String

    init?(at path: String) {
      self.path = path
      guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else { return nil }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Leaves some bytes free.
    func fill(leaving free: Int) throws {
      var status = statvfs()
      #expect(statvfs(path, &status) == 0)
      let size = Int(status.f_bavail) * Int(status.f_bsize) - free
      let ballast = URL(fileURLWithPath: path + "/ballast")
      try Data(repeating: 1, count: max(0, size)).write(to: ballast)
    }

    func empty() throws { try FileManager.default.removeItem(atPath: path + "/ballast") }
  }

  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(.enabled(if: canMount, "a disk can be mounted"), arguments: [0, 40_000, 200_000])
  func aDiskThatFillsUp(free: Int) throws {
    let disk = try #require(Disk(at: folder.path))
    let study = Samples.study()
    let store = try StudyStore.create(at: folder.file(), study: study, contentHash: Samples.hash)
    try store.save([Samples.run()])
    let before = try dump(store.path)
    try disk.fill(leaving: free)
    let runs = (1..<4).map { Samples.run(seed: $0, points: 4000) }
    let error = #expect(throws: StoreError.self) { try store.save(runs) }
    guard case .diskFull(store.path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(try #require(error))".contains("free some space"))
    #expect(try store.finishedRuns() == [Samples.run().key])
    #expect(try dump(store.path) == before)
    try disk.empty()
    #expect(try store.save([Samples.run(seed: 1)]).count == 1, "it goes on when there is space")
    try store.close()
    #expect(try folder.contents == ["study.sqlite"])
  }

  @Test(.enabled(if: canMount, "a disk can be mounted"), arguments: [0, 20_000])
  func aDiskTooFullForANewStore(free: Int) throws {
    let disk = try #require(Disk(at: folder.path))
    try disk.fill(leaving: free)
    let error = #expect(throws: StoreError.self) {
      try StudyStore.openOrCreate(at: folder.file(), study: Samples.study(), contentHash: "h")
    }
    guard case .diskFull(folder.file(), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try folder.contents == ["ballast"])
    withExtendedLifetime(disk) {}
  }

  /// Does something on this thread with the permissions of nobody; those of the process stay.
  ///
  /// `setfsuid` of Linux, which the C library's module does not show.
  private func asNobody(_ body: () -> Void) throws {
    typealias Switch = @convention(c) (uid_t) -> CInt
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setfsuid = unsafeBitCast(symbol, to: Switch.self)
    _ = setfsuid(65_534)
    defer { _ = setfsuid(0) }
    body()
  }

  @Test(.enabled(if: geteuid() == 0, "the superuser can act as somebody else"))
  func aStoreThatMayNotBeWritten() throws {
    try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash
    ).close()
    chmod(folder.path, 0o777)
    chmod(folder.file(), 0o444)
    let bytes = try folder.bytes()
    try asNobody {
      #expect(throws: StoreError.readOnly(path: folder.file())) {
        try StudyStore.open(at: folder.file())
      }
    }
    try asNobody {
      #expect(throws: Never.self) {
        let store = try StudyStore.open(at: folder.file(), for: .read)
        #expect(try store.results().runs.isEmpty)
        #expect(throws: StoreError.readOnly(path: folder.file())) {
          try store.save([Samples.run()])
        }
        try store.close()
      }
    }
    #expect(try folder.contents == ["study.sqlite"])
    chmod(folder.file(), 0o666)
    chmod(folder.path, 0o555)
    try folder.write(Data("x".utf8), to: "study.sqlite-wal")
    try asNobody {
      #expect(throws: StoreError.unfinishedLog(path: folder.file() + "-wal")) {
        try StudyStore.open(at: folder.file(), for: .read)
      }
    }
    unlink(folder.file() + "-wal")
    try asNobody {
      #expect(throws: Never.self) {
        try StudyStore.open(at: folder.file(), for: .read).close()
      }
    }
    let reason = StoreError.unusableFolder(path: folder.path, reason: "Permission denied")
    try asNobody {
      #expect(throws: reason) { try StudyStore.open(at: folder.file()) }
      #expect(throws: reason) {
        try StudyStore.create(
          at: folder.file("new.sqlite"), study: Samples.study(), contentHash: "h")
      }
    }
    chmod(folder.file(), 0)
    try asNobody { #expect(throws: StoreError.self) { try StudyStore.open(at: folder.file()) } }
    chmod(folder.file(), 0o644)
    #expect(try folder.bytes() == bytes)
    #expect(try folder.contents == ["study.sqlite"])
  }
}
