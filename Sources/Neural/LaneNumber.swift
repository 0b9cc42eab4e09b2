/// The numbers that lanes compute with.
public protocol LaneNumber: BinaryFloatingPoint, Sendable {
  /// Whether it is double precision.
  static var isDouble: Bool { get }
  /// Copies numbers in double precision.
  static func widen(
    _ numbers: UnsafePointer<Self>, into out: UnsafeMutablePointer<Double>, count: Int)
  /// Copies numbers from double precision, rounding to nearest.
  static func narrow(
    _ numbers: UnsafePointer<Double>, into out: UnsafeMutablePointer<Self>, count: Int)
  /// Whether all numbers are 0.
  static func areZero(_ numbers: UnsafePointer<Self>, count: Int) -> Bool
  /// Copies rows of a table for each lane into a part of the batch.
  static func gather(_ rows: RowGather, into out: UnsafeMutablePointer<Self>, lanes: Int)
}

extension Float: LaneNumber {
  /// No.
  public static var isDouble: Bool { false }

  /// Copies numbers in double precision.
  public static func widen(
    _ numbers: UnsafePointer<Float>, into out: UnsafeMutablePointer<Double>, count: Int
  ) {
    for i in 0..<count { out[i] = Double(numbers[i]) }
  }

  /// Copies numbers from double precision.
  public static func narrow(
    _ numbers: UnsafePointer<Double>, into out: UnsafeMutablePointer<Float>, count: Int
  ) {
    for i in 0..<count { out[i] = Float(numbers[i]) }
  }

  /// Whether all numbers are 0.
  public static func areZero(_ numbers: UnsafePointer<Float>, count: Int) -> Bool {
    (0..<count).allSatisfy { numbers[$0] == 0 }
  }

  /// Copies rows of a table for each lane, rounding to nearest.
  public static func gather(
    _ rows: RowGather, into out: UnsafeMutablePointer<Float>, lanes: Int
  ) { rows.copy(into: out, lanes: lanes) { Float($0) } }
}

extension Double: LaneNumber {
  /// Yes.
  public static var isDouble: Bool { true }

  /// Copies numbers.
  public static func widen(
    _ numbers: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int
  ) { out.update(from: numbers, count: count) }

  /// Copies numbers.
  public static func narrow(
    _ numbers: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int
  ) { out.update(from: numbers, count: count) }

  /// Whether all numbers are 0.
  public static func areZero(_ numbers: UnsafePointer<Double>, count: Int) -> Bool {
    (0..<count).allSatisfy { numbers[$0] == 0 }
  }

  /// Copies rows of a table for each lane.
  public static func gather(
    _ rows: RowGather, into out: UnsafeMutablePointer<Double>, lanes: Int
  ) { rows.copy(into: out, lanes: lanes) { $0 } }
}
