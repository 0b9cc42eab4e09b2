import Dispatch
import Foundation
import Synchronization

/// Turns SIGINT and SIGTERM into a call, once, for as long as it lives.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private let caught = CaughtSignal()

  /// Calls `action` at the first signal.
  init(_ action: @escaping @Sendable () -> Void) {
    let numbers = [SIGINT, SIGTERM]
    // A queue of its own: training keeps every thread of the shared pools busy.
    let queue = DispatchQueue(label: "signals")
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [caught] in
        caught.note(number)
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
  var exitCode: Int32 { 128 + caught.number }
}

/// The signal that came, if one did.
private final class CaughtSignal: Sendable {
  private let value = Atomic<Int32>(0)

  var number: Int32 { value.load(ordering: .relaxed) }

  func note(_ number: Int32) { value.store(number, ordering: .relaxed) }
}
