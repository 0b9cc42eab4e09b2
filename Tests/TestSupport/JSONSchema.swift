public import Foundation
import Records

/// A checker of the part of JSON Schema (draft 2020-12) that the schemas of this repository use; a
/// keyword that it does not know is a fault, so that none is passed over.
public struct JSONSchema {
  private let root: [String: Setting]

  /// Reads a schema.
  public init(_ data: Data) throws {
    root = try JSONDecoder().decode([String: Setting].self, from: data)
  }

  /// What a JSON text has against the schema, each fault with its place; empty if it is valid.
  public func faults(of text: Data) throws -> [String] {
    faults(try JSONDecoder().decode(Setting.self, from: text), root, at: "report")
  }

  /// The places of properties without a description.
  public var undescribed: [String] {
    let definitions = fields(root["$defs"]).map { ($0.key, fields($0.value)) }
    return ([("report", root)] + definitions).flatMap { name, schema in
      fields(schema["properties"]).filter { fields($0.value)["description"] == nil }.map {
        "\(name).\($0.key)"
      }
    }
  }

  private static let known: Set = [
    "$schema", "$comment", "$defs", "$ref", "title", "description", "type", "properties",
    "required", "additionalProperties", "items", "enum", "const", "anyOf", "oneOf", "minimum",
    "maximum",
  ]

  private func fields(_ value: Setting?) -> [String: Setting] {
    if case .object(let fields)? = value { fields } else { [:] }
  }

  private func list(_ value: Setting?) -> [Setting] {
    if case .list(let values)? = value { values } else { [] }
  }

  private func faults(_ value: Setting, _ schema: [String: Setting], at place: String) -> [String] {
    let unknown = schema.keys.filter { !JSONSchema.known.contains($0) }
    return unknown.map { "\(place): the schema says \($0), which is not checked" }
      + referenceFaults(value, schema, place) + choiceFaults(value, schema, place)
      + scalarFaults(value, schema, place) + partFaults(value, schema, place)
  }

  private func referenceFaults(
    _ value: Setting, _ schema: [String: Setting], _ place: String
  ) -> [String] {
    guard case .text(let name)? = schema["$ref"] else { return [] }
    let target = fields(fields(root["$defs"])[String(name.dropFirst("#/$defs/".count))])
    return target.isEmpty ? ["\(place): there is no \(name)"] : faults(value, target, at: place)
  }

  private func choiceFaults(
    _ value: Setting, _ schema: [String: Setting], _ place: String
  ) -> [String] {
    ["anyOf", "oneOf"].compactMap { key in
      guard schema[key] != nil else { return nil }
      let fits = list(schema[key]).count { faults(value, fields($0), at: place).isEmpty }
      let isRight = key == "anyOf" ? fits > 0 : fits == 1
      return isRight ? nil : "\(place): \(value) fits \(fits) of the choices"
    }
  }

  private func scalarFaults(
    _ value: Setting, _ schema: [String: Setting], _ place: String
  ) -> [String] {
    var found: [String] = []
    let types = schema["type"].map { type in
      if case .list(let types) = type { types } else { [type] }
    }
    if let types, !types.contains(where: { isOf($0.description, value) }) {
      found.append("\(place): found \(value), wanted \(types)")
    }
    let choices = schema["const"].map { [$0] } ?? schema["enum"].map { list($0) }
    if let choices, !choices.contains(value) {
      found.append("\(place): found \(value), wanted one of \(choices)")
    }
    guard case .number(let number) = value else { return found }
    if case .number(let least)? = schema["minimum"], number < least {
      found.append("\(place): \(number) is below \(least)")
    }
    if case .number(let most)? = schema["maximum"], number > most {
      found.append("\(place): \(number) is above \(most)")
    }
    return found
  }

  private func isOf(_ type: String, _ value: Setting) -> Bool {
    switch (type, value) {
    case ("null", .null), ("string", .text), ("array", .list), ("object", .object),
      ("boolean", .bool), ("number", .number):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private func partFaults(
    _ value: Setting, _ schema: [String: Setting], _ place: String
  ) -> [String] {
    switch value {
    case .list(let values):
      guard schema["items"] != nil else { return [] }
      return values.enumerated().flatMap {
        faults($1, fields(schema["items"]), at: "\(place)[\($0)]")
      }
    case .object(let object): return objectFaults(object, schema, place)
    default: return []
    }
  }

  private func objectFaults(
    _ object: [String: Setting], _ schema: [String: Setting], _ place: String
  ) -> [String] {
    let missing = list(schema["required"]).map(\.description).filter { object[$0] == nil }
    var found = missing.map { "\(place): \($0) is missing" }
    for (key, part) in object.sorted(by: { $0.key < $1.key }) {
      found += keyFaults(key, part, schema, place)
    }
    return found
  }

  private func keyFaults(
    _ key: String, _ part: Setting, _ schema: [String: Setting], _ place: String
  ) -> [String] {
    if let known = fields(schema["properties"])[key] {
      return faults(part, fields(known), at: "\(place).\(key)")
    }
    switch schema["additionalProperties"] {
    case .object(let rest)?: return faults(part, rest, at: "\(place).\(key)")
    case .bool(false)?: return ["\(place): the schema does not know \(key)"]
    default: return []
    }
  }
}
