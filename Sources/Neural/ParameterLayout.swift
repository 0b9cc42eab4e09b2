/// Where each parameter stands in the flat vector of all `n` parameters.
public struct ParameterLayout: Sendable {
  /// The parameters with their names, in order.
  public let named: [(name: String, parameter: Parameter)]
  /// The number of elements of all, `n`.
  public let count: Int
  /// The elements that are kept in a box, and the box.
  let boxes: [(elements: Range<Int>, bounds: ClosedRange<Double>)]
  /// Whether any parameter is kept in a box.
  public var hasBoxes: Bool { !boxes.isEmpty }
  private let offsets: [Parameter: Int]

  /// Lays parameters one after the other.
  public init(_ named: [(name: String, parameter: Parameter)]) {
    var (offsets, next) = ([Parameter: Int](), 0)
    for (_, parameter) in named where offsets[parameter] == nil {
      offsets[parameter] = next
      next += parameter.count
    }
    (self.named, self.offsets, count) = (named, offsets, next)
    boxes = offsets.compactMap { parameter, start in
      parameter.bounds.map { (start..<start + parameter.count, $0) }
    }.sorted { $0.0.lowerBound < $1.0.lowerBound }
  }

  /// The index of a parameter's first element, or `nil` for a parameter that is not there.
  public func offset(of parameter: Parameter) -> Int? { offsets[parameter] }

  /// The elements of a parameter in the flat vector, or `nil` for one that is not there.
  public func range(of parameter: Parameter) -> Range<Int>? {
    offsets[parameter].map { $0..<$0 + parameter.count }
  }
}
