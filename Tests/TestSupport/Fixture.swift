public import Foundation

/// A JSON file beside the tests of a module.
public enum Fixture {
  /// Reads `Fixtures/NAME.json` from a test bundle; keys in snake case become camel case.
  public static func read<Value: Decodable>(
    _ type: Value.Type, _ name: String, in bundle: Bundle
  ) throws -> Value {
    guard let url = bundle.url(forResource: "Fixtures/\(name)", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url))
  }
}
