import Foundation

/// The bytes of a column: eight for each number, little-endian, without a header.
enum BitPatterns {
  /// The bytes of floating-point numbers.
  ///
  /// Signed zeros, infinities and subnormal numbers keep their bits. Every NaN becomes the one
  /// quiet NaN without payload, because its sign differs between processors.
  static func bytes(of values: [Double]) -> Data {
    bytes(of: values) { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  /// The bytes of integers.
  static func bytes(of values: [Int]) -> Data {
    bytes(of: values) { UInt64(bitPattern: Int64($0)) }
  }

  /// The floating-point numbers in some bytes; `nil` if the bytes are no whole number of them.
  static func numbers(in bytes: UnsafeRawBufferPointer) -> [Double]? {
    values(in: bytes, of: Double.init(bitPattern:))
  }

  /// The integers in some bytes; `nil` if the bytes are no whole number of them.
  static func integers(in bytes: UnsafeRawBufferPointer) -> [Int]? {
    values(in: bytes) { Int(Int64(bitPattern: $0)) }
  }

  private static func bytes<Value>(of values: [Value], pattern: (Value) -> UInt64) -> Data {
    let patterns = values.map { pattern($0).littleEndian }
    return patterns.withUnsafeBytes { Data($0) }
  }

  private static func values<Value>(
    in bytes: UnsafeRawBufferPointer, of make: (UInt64) -> Value
  ) -> [Value]? {
    guard bytes.count % 8 == 0 else { return nil }
    return (0..<bytes.count / 8).map {
      make(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)))
    }
  }
}
