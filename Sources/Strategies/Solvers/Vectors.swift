// The loops in which the solvers spend their time, over memory borrowed for one decision. Their
// places are reached by advancing pointers, which is not checked for overflow as a product would be.

extension UnsafeMutablePointer<Double> {
  /// The inner product of the first `n` elements with those of another vector.
  ///
  /// Four sums run side by side, in an order that depends on `n` alone.
  @inline(__always)
  func dot(_ other: UnsafeMutablePointer<Double>, _ n: Int) -> Double {
    var (low, high) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var k = 0
    while k &+ 8 <= n {
      low += four(k) * other.four(k)
      high += four(k &+ 4) * other.four(k &+ 4)
      k &+= 8
    }
    var rest = 0.0
    while k < n {
      rest += self[k] * other[k]
      k &+= 1
    }
    guard n >= 8 else { return rest }
    return (low + high).sum() + rest
  }

  /// Adds a multiple of another vector to the first `n` elements.
  @inline(__always)
  func add(_ factor: Double, times other: UnsafeMutablePointer<Double>, _ n: Int) {
    var k = 0
    while k &+ 8 <= n {
      let (low, high) = (other.four(k), other.four(k &+ 4))
      setFour(k, four(k) + factor * low)
      setFour(k &+ 4, four(k &+ 4) + factor * high)
      k &+= 8
    }
    while k < n {
      self[k] += factor * other[k]
      k &+= 1
    }
  }

  /// Adds multiples of two other vectors to the first `n` elements, one after the other.
  @inline(__always)
  func add(
    _ factors: (Double, Double),
    times others: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>), _ n: Int
  ) {
    var k = 0
    while k &+ 4 <= n {
      let sum = four(k) + factors.0 * others.0.four(k)
      setFour(k, sum + factors.1 * others.1.four(k))
      k &+= 4
    }
    while k < n {
      self[k] += factors.0 * others.0[k]
      self[k] += factors.1 * others.1[k]
      k &+= 1
    }
  }

  /// Adds `Σ wⱼ aⱼ` over the rows of a matrix of shape `[m, m]`, two at a time; those with `wⱼ = 0`
  /// cost nothing.
  @inline(__always)
  func addRows(
    of matrix: UnsafeMutablePointer<Double>, times w: UnsafeMutablePointer<Double>, _ m: Int
  ) {
    var waiting = -1
    for j in 0..<m where w[j] != 0 {
      if waiting < 0 {
        waiting = j
        continue
      }
      add((w[waiting], w[j]), times: (matrix + waiting * m, matrix + j * m), m)
      waiting = -1
    }
    if waiting >= 0 { add(w[waiting], times: matrix + waiting * m, m) }
  }

  /// Turns the plane of this vector `a` and another, `b`: `(c a − s b, s a + c b)`.
  @inline(__always)
  func turn(_ other: UnsafeMutablePointer<Double>, _ cosine: Double, _ sine: Double, _ n: Int) {
    var k = 0
    while k &+ 4 <= n {
      let (x, y) = (four(k), other.four(k))
      setFour(k, cosine * x - sine * y)
      other.setFour(k, sine * x + cosine * y)
      k &+= 4
    }
    while k < n {
      (self[k], other[k]) = (cosine * self[k] - sine * other[k], sine * self[k] + cosine * other[k])
      k &+= 1
    }
  }

  @inline(__always)
  private func four(_ k: Int) -> SIMD4<Double> {
    UnsafeRawPointer(self + k).loadUnaligned(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private func setFour(_ k: Int, _ value: SIMD4<Double>) {
    UnsafeMutableRawPointer(self + k).storeBytes(of: value, as: SIMD4<Double>.self)
  }
}
