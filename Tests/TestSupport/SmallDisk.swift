import Foundation

/// A disk of four megabytes in memory, mounted as long as this value lives; for the superuser only.
public final class SmallDisk: Sendable {
  /// Where it is mounted.
  public let path: String
  // Held, so that it is not removed while the disk is in it.
  private let folder: ScratchFolder

  /// Whether such a disk can be had here.
  public static let isAvailable: Bool = {
    guard geteuid() == 0, let folder = try? ScratchFolder() else { return false }
    return SmallDisk("disk", in: folder) != nil
  }()

  /// Mounts a disk in a folder, under a name; `nil` where that is not permitted.
  public init?(_ name: String, in folder: ScratchFolder) {
    (self.folder, path) = (folder, folder.path + "/" + name)
    guard mkdir(path, 0o777) == 0, mount("tmpfs", path, "tmpfs", 0, "size=4m") == 0 else {
      return nil
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  /// Takes all but some bytes.
  public func fill(leaving free: Int) throws {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
    let size = Int(status.f_bavail) * Int(status.f_bsize) - free
    try Data(repeating: 1, count: max(0, size)).write(to: ballast)
  }

  /// Gives the bytes back.
  public func empty() throws { try FileManager.default.removeItem(at: ballast) }

  private var ballast: URL { URL(fileURLWithPath: path + "/ballast") }
}
