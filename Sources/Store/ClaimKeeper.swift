import Dispatch
import Synchronization

/// Does something again and again, on a thread of its own, from the first claim to the closing.
final class ClaimKeeper: Sendable {
  // A queue of its own: training keeps every thread of the shared pools busy.
  private let queue = DispatchQueue(label: "claims")
  private let timer = Mutex<(any DispatchSourceTimer)?>(nil)

  /// Begins, unless it has begun.
  ///
  /// - Parameter seconds: The time from one renewal to the next.
  func start(every seconds: Double, _ renew: @escaping @Sendable () -> Void) {
    timer.withLock { timer in
      guard timer == nil else { return }
      let source = DispatchSource.makeTimerSource(queue: queue)
      source.schedule(deadline: .now() + seconds, repeating: seconds)
      source.setEventHandler(handler: renew)
      source.resume()
      timer = source
    }
  }

  /// Ends it; a second call does nothing.
  func stop() {
    timer.withLock { timer in
      timer?.cancel()
      timer = nil
    }
  }
}
