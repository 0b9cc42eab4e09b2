/// The Philox4x32-10 bijection: ten rounds of multiplication and exclusive or.
///
/// - SeeAlso: Salmon et al. (SC 2011), Sec. 3.3; known answers of Random123 in the tests.
public enum Philox {
  /// Four random words for a counter of 128 bits and a key of 64.
  public static func block(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let a = (0xD251_1F53 as UInt32).multipliedFullWidth(by: c.0)
      let b = (0xCD9E_8D57 as UInt32).multipliedFullWidth(by: c.2)
      c = (b.high ^ c.1 ^ k.0, b.low, a.high ^ c.3 ^ k.1, a.low)
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return c
  }
}
