import Foundation

/// A file that is written under a passing name, `.<UUID>.part`, and then takes its place.
///
/// Its writer holds a lock (`flock(2)`) on it until then. The system drops the lock when the writer is
/// killed: a passing file that can be locked belongs to nobody, and ``removeAbandoned(in:)`` removes it.
/// On a file system without locks all passing files stay where a kill leaves them.
struct PassingFile {
  /// Where it is written.
  private(set) var path: String
  private var file: FileHandle

  /// Makes an empty file in a folder, whose path is empty or ends in a slash.
  ///
  /// - Throws: What the system says.
  init(in folder: String) throws {
    repeat {
      path = folder + "." + UUID().uuidString + ".part"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw Self.posixError }
      file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
      // Before it was locked, another writer may have taken it for abandoned.
    } while !Self.hasName(file.fileDescriptor)
  }

  /// Writes more of it.
  func append(_ text: String) throws { try file.write(contentsOf: Data(text.utf8)) }

  /// Gives it its name, in place of whatever has it, and ends its lock.
  func take(_ name: String) throws {
    guard rename(path, name) == 0 else { throw Self.posixError }
    try file.close()
  }

  /// Removes it, unless it took its name.
  func discard() {
    unlink(path)
    try? file.close()
  }

  /// Removes what killed writers left in a folder.
  static func removeAbandoned(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where isPassing(name) {
      let path = folder + "/" + name
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private static func isPassing(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(".part")
      && UUID(uuidString: String(name.dropFirst().dropLast(5))) != nil
  }

  private static func hasName(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  private static var posixError: any Error {
    NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
  }
}
