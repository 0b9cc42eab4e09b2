import Foundation

extension ZDT {
  /// The front, at `g = 1`.
  public var front: KnownFront? {
    switch kind {
    case .zdt1, .zdt4:
      KnownFront(
        .convex, ideal: [0, 0], nadir: [1, 1],
        sample: { KnownFront.curve($0) { [$0, 1 - $0.squareRoot()] } },
        volume: { $0[0] * $0[1] - 1.0 / 3 })
    case .zdt2: Self.parabola(from: 0)
    case .zdt6: Self.parabola(from: 0.2807753191)
    case .zdt3: Self.pieces
    }
  }

  /// `f2 = 1 − f1²` from a value of `f1` to 1.
  private static func parabola(from start: Double) -> KnownFront {
    let top = 1 - start * start
    return KnownFront(
      .concave, ideal: [start, 0], nadir: [1, top],
      sample: { count in
        KnownFront.curve(count) { t in
          let f = start + t * (1 - start)
          return [f, 1 - f * f]
        }
      },
      volume: { r in
        (r[0] - start) * r[1] - ((1 - start) - (1 - start * start * start) / 3)
      })
  }

  /// Where the pieces of ZDT3 begin and end.
  private static let ends: [(from: Double, to: Double)] = [
    (0, 0.0830015349), (0.1822287280, 0.2577623634), (0.4093136748, 0.4538821041),
    (0.6183967944, 0.6525117038), (0.8233317983, 0.8518328654),
  ]

  private static func wave(_ f: Double) -> Double {
    1 - f.squareRoot() - f * sin(10 * .pi * f)
  }

  /// An antiderivative of the curve.
  private static func area(_ f: Double) -> Double {
    let k = 10 * Double.pi
    return f - 2 / 3 * f * f.squareRoot() - (sin(k * f) / (k * k) - f * cos(k * f) / k)
  }

  private static var pieces: KnownFront {
    let last = ends[ends.count - 1].to
    return KnownFront(
      .disconnected, ideal: [0, wave(last)], nadir: [last, 1],
      sample: { count in
        let length = ends.reduce(0) { $0 + ($1.to - $1.from) }
        return ends.flatMap { end in
          let share = max(2, Int((Double(count) * (end.to - end.from) / length).rounded()))
          return KnownFront.curve(share) { t in
            let f = end.from + t * (end.to - end.from)
            return [f, wave(f)]
          }
        }
      },
      volume: { r in
        var below = 0.0
        for (k, end) in ends.enumerated() {
          below += area(end.to) - area(end.from)
          // Up to the next piece, the end of this one is the best.
          let next = k + 1 < ends.count ? ends[k + 1].from : end.to
          below += (next - end.to) * wave(end.to)
        }
        return r[1] * last - below + (r[0] - last) * (r[1] - wave(last))
      })
  }
}
