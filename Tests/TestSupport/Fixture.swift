public import Foundation

/// A JSON file beside the tests of a module.
public enum Fixture {
  /// Reads `Fixtures/NAME.json` from a test bundle.
  public static func read<Value: Decodable>(
    _ type: Value.Type, _ name: String, in bundle: Bundle
  ) throws -> Value {
    guard let url = bundle.url(forResource: "Fixtures/\(name)", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
