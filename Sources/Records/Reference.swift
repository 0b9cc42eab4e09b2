/// Where a method or a statistic comes from.
public struct Reference: Hashable, Codable, Sendable {
  /// Authors, venue and the place within, for instance "Chen et al. (ICML 2018), Alg. 1".
  public let citation: String
  /// A stable address.
  public let url: String

  /// Names a source.
  public init(_ citation: String, url: String) { (self.citation, self.url) = (citation, url) }
}
