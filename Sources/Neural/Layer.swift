/// A piece of a model: it holds parameters or other layers, and maps a tensor to a tensor.
///
/// A layer of your own is a struct with its parameters and sublayers as stored properties:
///
/// ```swift
/// struct Residual: Layer {
///   let inner = Dense(8, 8)
///   func callAsFunction(_ input: Tensor) -> Tensor { input + relu(inner(input)) }
/// }
/// ```
///
/// Parameters are found by reflection over stored properties (layers, parameters, and arrays,
/// dictionaries or optionals of them) and named by their path, for instance `inner.weight`, in the
/// order of declaration, those of a dictionary in the order of its keys' descriptions. A parameter
/// that is reached twice counts once, under its first name.
public protocol Layer: Sendable {
  /// Applies the layer.
  func callAsFunction(_ input: Tensor) -> Tensor
}

extension Layer {
  /// The parameters with their names, in order, each once.
  public var namedParameters: [(name: String, parameter: Parameter)] {
    var found: [(name: String, parameter: Parameter)] = []
    collectParameters(of: self, path: [], into: &found)
    return found
  }

  /// All parameters, flattened one after the other, of shape `[n]`.
  ///
  /// - Precondition: The layer has parameters.
  public var parameters: Tensor {
    let all = namedParameters.map(\.parameter)
    precondition(!all.isEmpty, "\(Self.self) has no parameters")
    return Tensor(Node(.parameters(all), shape: [all.reduce(0) { $0 + $1.count }]))
  }
}

/// Walks the stored properties of a value in order of declaration.
private func collectParameters(
  of value: Any, path: [String], into found: inout [(name: String, parameter: Parameter)]
) {
  if let parameter = value as? Parameter {
    if !found.contains(where: { $0.parameter == parameter }) {
      found.append((path.joined(separator: "."), parameter))
    }
    return
  }
  let mirror = Mirror(reflecting: value)
  let isTransparent = mirror.displayStyle == .optional || value is Sequential
  for (name, part) in parts(of: mirror) {
    collectParameters(of: part, path: isTransparent ? path : path + [name], into: &found)
  }
}

/// What a value is made of, by name. A dictionary's own order differs from process to process.
private func parts(of mirror: Mirror) -> [(name: String, part: Any)] {
  guard mirror.displayStyle == .dictionary else {
    return mirror.children.enumerated().map { index, child in
      (child.label ?? "\(index)", child.value)
    }
  }
  return mirror.children.compactMap { entry -> (name: String, part: Any)? in
    let pair = Mirror(reflecting: entry.value).children.map(\.value)
    return pair.count == 2 ? ("\(pair[0])", pair[1]) : nil
  }.sorted { $0.name < $1.name }
}
