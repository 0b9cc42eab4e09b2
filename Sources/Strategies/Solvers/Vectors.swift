// The loops in which the solvers spend their time, over memory borrowed for one decision.

extension UnsafeMutablePointer<Double> {
  /// The inner product of the first `n` elements with those of another vector.
  ///
  /// Four sums run side by side, in an order that depends on `n` alone.
  @inline(__always)
  func dot(_ other: UnsafeMutablePointer<Double>, _ n: Int) -> Double {
    var (low, high) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    let (a, b) = (UnsafeRawPointer(self), UnsafeRawPointer(other))
    var k = 0
    while k + 8 <= n {
      low += read(a, k) * read(b, k)
      high += read(a, k + 4) * read(b, k + 4)
      k += 8
    }
    var rest = 0.0
    while k < n {
      rest += self[k] * other[k]
      k += 1
    }
    guard n >= 8 else { return rest }
    return (low + high).sum() + rest
  }

  /// Adds a multiple of another vector to the first `n` elements.
  @inline(__always)
  func add(_ factor: Double, times other: UnsafeMutablePointer<Double>, _ n: Int) {
    let (a, b) = (UnsafeMutableRawPointer(self), UnsafeRawPointer(other))
    var k = 0
    while k + 4 <= n {
      let sum = read(UnsafeRawPointer(a), k) + factor * read(b, k)
      a.storeBytes(of: sum, toByteOffset: k * 8, as: SIMD4<Double>.self)
      k += 4
    }
    while k < n {
      self[k] += factor * other[k]
      k += 1
    }
  }

  /// Turns the plane of this vector `a` and another, `b`: `(c a − s b, s a + c b)`.
  @inline(__always)
  func turn(_ other: UnsafeMutablePointer<Double>, _ cosine: Double, _ sine: Double, _ n: Int) {
    let (a, b) = (UnsafeMutableRawPointer(self), UnsafeMutableRawPointer(other))
    var k = 0
    while k + 4 <= n {
      let (x, y) = (read(UnsafeRawPointer(a), k), read(UnsafeRawPointer(b), k))
      a.storeBytes(of: cosine * x - sine * y, toByteOffset: k * 8, as: SIMD4<Double>.self)
      b.storeBytes(of: sine * x + cosine * y, toByteOffset: k * 8, as: SIMD4<Double>.self)
      k += 4
    }
    while k < n {
      (self[k], other[k]) = (cosine * self[k] - sine * other[k], sine * self[k] + cosine * other[k])
      k += 1
    }
  }

  @inline(__always)
  private func read(_ memory: UnsafeRawPointer, _ k: Int) -> SIMD4<Double> {
    memory.loadUnaligned(fromByteOffset: k * 8, as: SIMD4<Double>.self)
  }
}
