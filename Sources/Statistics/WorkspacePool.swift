internal import GSLAccess
internal import Synchronization

/// GSL's workspaces by size, each lent to one caller at a time and kept for the next of that size.
///
/// A study scores thousands of series of one length. Two tasks never share a workspace: as many exist
/// as tasks ask for one at the same time, of which ``capacity`` at most lie idle.
final class WorkspacePool<Workspace>: Sendable {
  /// How many workspaces lie idle at most, of all sizes together.
  static var capacity: Int { 64 }

  private let function: String
  private let allocate: @Sendable (Int) -> UnsafeMutablePointer<Workspace>?
  private let free: @Sendable (UnsafeMutablePointer<Workspace>?) -> Void
  /// Addresses by size: unlike a pointer, an address may go from thread to thread.
  private let idle = Mutex<[Int: [UInt]]>([:])

  /// A pool that is empty.
  ///
  /// - Parameters:
  ///   - function: The name of what allocates, for errors.
  ///   - allocate: Makes a workspace of a size, or none for lack of memory.
  ///   - free: Gives one back to the system.
  init(
    _ function: String,
    allocate: @escaping @Sendable (Int) -> UnsafeMutablePointer<Workspace>?,
    free: @escaping @Sendable (UnsafeMutablePointer<Workspace>?) -> Void
  ) {
    self.function = function
    self.allocate = allocate
    self.free = free
  }

  deinit {
    for addresses in idle.withLock({ $0 }).values {
      for address in addresses { free(UnsafeMutablePointer(bitPattern: address)) }
    }
  }

  /// Lends a workspace while `body` runs, which must not keep it.
  ///
  /// - Parameter size: What the allocating function takes: a window, a length or an order.
  /// - Throws: ``StatisticsError/gsl(function:status:message:)`` where none can be had; what `body`
  ///   throws.
  func lend<Result>(
    size: Int, _ body: (UnsafeMutablePointer<Workspace>) throws(StatisticsError) -> Result
  ) throws(StatisticsError) -> Result {
    let kept = idle.withLock { $0[size]?.popLast() }
    let workspace =
      if let kept = kept.flatMap(UnsafeMutablePointer<Workspace>.init(bitPattern:)) { kept } else {
        try GSL.allocate(function) { allocate(size) }
      }
    defer { take(workspace, size: size) }
    return try body(workspace)
  }

  /// Keeps a workspace for the next caller, or frees it where enough lie idle.
  private func take(_ workspace: UnsafeMutablePointer<Workspace>, size: Int) {
    let surplus = idle.withLock { idle -> [UInt] in
      // Lengths that nobody asks for any more make room for those of today.
      let isFull = idle.values.reduce(0) { $0 + $1.count } >= Self.capacity
      let old = isFull ? idle.values.flatMap(\.self) : []
      if isFull { idle = [:] }
      idle[size, default: []].append(UInt(bitPattern: workspace))
      return old
    }
    for address in surplus { free(UnsafeMutablePointer(bitPattern: address)) }
  }
}
