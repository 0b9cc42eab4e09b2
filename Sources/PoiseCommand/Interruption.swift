import Dispatch
import Foundation
import Synchronization

/// Hears SIGINT and SIGTERM in place of the default, which ends the process, for as long as it lives.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private let caught = CaughtSignal()

  /// Begins to listen.
  init() {
    let numbers = [SIGINT, SIGTERM]
    // A queue of its own: training keeps every thread of the shared pools busy.
    let queue = DispatchQueue(label: "signals")
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [caught] in caught.note(number) }
      source.resume()
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }

  /// Does something at every signal, and at once if one came before.
  func then(_ action: @escaping @Sendable () -> Void) { caught.whenNoted(action) }

  /// 128 plus the signal's number, as shells have it.
  var exitCode: Int32 { 128 + caught.number }
}

/// The signal that came, if one did, and what to do then.
private final class CaughtSignal: Sendable {
  private struct State {
    var number: Int32?
    var action: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  var number: Int32 { state.withLock { $0.number ?? 0 } }

  func note(_ number: Int32) {
    let action = state.withLock { state in
      state.number = number
      return state.action
    }
    action?()
  }

  func whenNoted(_ action: @escaping @Sendable () -> Void) {
    let isNoted = state.withLock { state in
      state.action = action
      return state.number != nil
    }
    if isNoted { action() }
  }
}
