import Dispatch
import Foundation
import Synchronization

/// Turns SIGINT and SIGTERM into a call, once, for as long as it lives.
final class Interruption: Sendable {
  private let sources: [any DispatchSourceSignal]
  private let caught = Atomic<Int32>(0)

  /// Calls `action` at the first signal.
  init(_ action: @escaping @Sendable () -> Void) {
    let numbers = [SIGINT, SIGTERM]
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [weak self] in
        self?.caught.store(number, ordering: .relaxed)
        action()
      }
      source.resume()
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }

  /// 128 plus the signal's number, as shells have it.
  var exitCode: Int32 { 128 + caught.load(ordering: .relaxed) }
}
