/// Layers one after the other; parameters are named by position: `0.weight`, `2.bias`.
public struct Sequential: Layer {
  /// The layers, in order.
  public let layers: [any Layer]

  /// Chains layers.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// Chains the layers written between the braces.
  public init(@LayerBuilder _ layers: () -> [any Layer]) { self.layers = layers() }

  /// Applies all layers.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    layers.reduce(input) { value, layer in layer(value) }
  }
}

/// Collects the layers written between the braces of ``Sequential``.
@resultBuilder
public enum LayerBuilder {
  /// One layer.
  public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
  /// Several.
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
  /// A loop's.
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
  /// A condition's.
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  /// One branch's.
  public static func buildEither(first part: [any Layer]) -> [any Layer] { part }
  /// The other's.
  public static func buildEither(second part: [any Layer]) -> [any Layer] { part }
}
