import Neural
import Records
import Training

/// A network of dense layers, with heads on it where wanted, and the part of the data that it is
/// applied to.
struct StudyFileModel: Sendable {
  /// A network of its own behind the shared one.
  struct Head: Sendable {
    let name: String
    let network: Sequential
  }

  let network: Sequential
  let heads: [Head]
  let input: String

  /// The parameters, named `layer0.weight`, `layer0.bias`, `norm0.weight`, `layer1.weight` and so on;
  /// those of a head begin with its name: `speed.layer0.weight`.
  var parameters: [(name: String, parameter: Parameter)] {
    Self.named(network, "") + heads.flatMap { Self.named($0.network, $0.name + ".") }
  }

  /// What the model gives by name: `out`, or what each head gives.
  func outputs(_ input: Tensor) -> [(name: String, value: Tensor)] {
    let shared = network(input)
    return heads.isEmpty ? [("out", shared)] : heads.map { ($0.name, $0.network(shared)) }
  }

  private static func named(
    _ network: Sequential, _ prefix: String
  ) -> [(name: String, parameter: Parameter)] {
    let dense = network.layers.compactMap { $0 as? Dense }.map(\.namedParameters)
    let norms = network.layers.compactMap { $0 as? LayerNorm }.map(\.namedParameters)
    return dense.indices.flatMap { k in
      dense[k].map { ("\(prefix)layer\(k).\($0.name)", $0.parameter) }
        + (k < norms.count ? norms[k].map { ("\(prefix)norm\(k).\($0.name)", $0.parameter) } : [])
    }
  }
}

/// What stands between and behind the dense layers of a model.
private struct StudyFileLayers {
  let activation: any Layer
  let outputActivation: (any Layer)?
  let bias: Bool
  let isNormalized: Bool
  let dropout: Double

  /// A chain of dense layers; `isOpen` for one that others follow, whose last layer is a hidden one.
  func network(
    _ widths: [Int], isOpen: Bool, outputActivation: (any Layer)? = nil
  ) -> Sequential {
    let last = widths.count - 2
    return Sequential {
      for k in 0...last {
        Dense(widths[k], widths[k + 1], bias: bias)
        if k < last || isOpen {
          if isNormalized { LayerNorm(widths[k + 1]) }
          activation
          if dropout > 0 { Dropout(dropout) }
        }
      }
      if !isOpen, let output = outputActivation ?? self.outputActivation { output }
    }
  }
}

extension StudyFileNode {
  /// A model, whose input must fit its first layer.
  func model(
    data: [StudyFileProblem.Part], evaluation: [StudyFileProblem.Part]
  ) throws -> StudyFileModel {
    let known = [
      "layers", "activation", "outputActivation", "bias", "input", "dropout", "layerNorm", "heads",
    ]
    let fields = try fields(known, required: ["layers"])
    guard let layers = fields["layers"]?.value else { throw unfit(wanted: "layers") }
    let widths = try layers.widths()
    let chain = StudyFileLayers(
      activation: try fields["activation"]?.value.activation() ?? ReLU(),
      outputActivation: try fields["outputActivation"]?.value.activation(),
      bias: try fields["bias"]?.value.flag() ?? true,
      isNormalized: try fields["layerNorm"]?.value.flag() ?? false,
      dropout: try fields["dropout"]?.value.number("a number of at least 0 and below 1") {
        $0 >= 0 && $0 < 1
      } ?? 0)
    let heads = try fields["heads"]?.value.heads(on: widths[widths.count - 1], chain, data) ?? []
    let input = try input(fields["input"]?.value, among: data.map(\.name))
    for part in data where part.name == input {
      try (fields["input"]?.value ?? layers).checkInput(part, width: widths[0])
    }
    for part in evaluation where part.name == input {
      try part.node.checkInput(part, width: widths[0])
    }
    return StudyFileModel(
      network: chain.network(widths, isOpen: !heads.isEmpty), heads: heads, input: input)
  }

  /// The heads by name: the widths of their layers, or these with an output activation.
  private func heads(
    on width: Int, _ chain: StudyFileLayers, _ data: [StudyFileProblem.Part]
  ) throws -> [StudyFileModel.Head] {
    let entries = try entries(wanted: "a mapping from names to widths such as { speed: [16, 1] }")
    guard !entries.isEmpty else { throw unfit(wanted: "at least one head") }
    return try entries.map { entry in
      try StudyFileProblem.checkName(entry)
      guard !data.contains(where: { $0.name == entry.name }) else {
        throw entry.key.error("\(entry.name) names data and a head; rename one of them")
      }
      let fields =
        entry.value.isMapping
        ? try entry.value.fields(["layers", "outputActivation"], required: ["layers"]) : [:]
      let widths = try (fields["layers"]?.value ?? entry.value).widths(behind: width)
      let network = chain.network(
        widths, isOpen: false,
        outputActivation: try fields["outputActivation"]?.value.activation())
      return StudyFileModel.Head(name: entry.name, network: network)
    }
  }

  /// The widths of the layers, of which there are at least two: that of the input and one more.
  ///
  /// - Parameter first: The width of the input where the file does not say it.
  private func widths(behind first: Int? = nil) throws -> [Int] {
    let least = first == nil ? 2 : 1
    let wanted =
      first == nil ? "at least two widths such as [1, 5, 1]" : "at least one width such as [16, 1]"
    guard let list, list.count >= least else {
      throw list?.count == 1
        ? error("layers: found one width, wanted \(wanted)")
        : unfit(wanted: "a list of \(wanted)")
    }
    let widths =
      (first.map { [$0] } ?? []) + (try list.map { try $0.count(in: 1...1_000_000, "a width") })
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard weights <= Self.mostElements else {
      throw error("\(label): the model has more than \(Self.mostElements) parameters")
    }
    return widths
  }

  private func activation() throws -> any Layer {
    let known: [(name: String, layer: any Layer)] = [
      ("relu", ReLU()), ("tanh", Tanh()), ("sigmoid", Sigmoid()), ("gelu", GELU()),
      ("silu", SiLU()), ("softplus", Softplus()), ("leakyReLU", LeakyReLU()), ("elu", ELU()),
    ]
    let word = try word(of: known.map(\.name))
    return known.first { $0.name == word }?.layer ?? ReLU()
  }

  /// The part of the data that the model is applied to: the one that is named, the only one, or
  /// `features`.
  private func input(_ given: StudyFileNode?, among known: [String]) throws -> String {
    guard !known.isEmpty else { throw error("the model has no input; give the problem `data`") }
    if let given {
      let name = try given.text("the name of a part of the data")
      guard known.contains(name) else {
        throw given.error(
          NearestName.sentence(unknown: "data", name, known: known))
      }
      return name
    }
    if known.count == 1 { return known[0] }
    guard known.contains("features") else {
      throw error(
        "which part of the data is the model's input? give `input:`, one of "
          + known.joined(separator: ", "))
    }
    return "features"
  }

  private func checkInput(_ part: StudyFileProblem.Part, width: Int) throws {
    let shape = part.source.shape
    guard 1...2 ~= shape.count, shape.last == width else {
      throw error(
        "the first layer takes rows of \(width), but `\(part.name)` has shape \(shape); wanted "
          + "[batch, \(width)]")
    }
  }

  /// A free parameter: how it begins, and the box that it is kept in.
  func parameter() throws -> Parameter {
    guard isMapping else { throw unfit(wanted: "one of the keys uniform, normal, constant") }
    let entries = try entries(wanted: "initial values")
    let bounds = try entries.first { $0.name == "bounds" }?.value.bounds()
    let start = bounds == nil ? self : without("bounds")
    let source = try start.called(start.choice(["uniform", "normal", "constant"]).name).dataSource()
    if let bounds, let outside = source.fixedEnds.first(where: { !bounds.contains($0) }) {
      throw start.error(
        "\(label) begins at \(outside), outside its bounds \(bounds.lowerBound) and "
          + "\(bounds.upperBound); move one of them")
    }
    switch source {
    case .uniform(let shape, let lower, let upper):
      return Parameter(shape, .uniform(lower, upper), bounds: bounds)
    case .normal(let shape, let mean, let deviation):
      return Parameter(shape, .normal(mean: mean, deviation: deviation), bounds: bounds)
    case .constant(let shape, let values):
      return Parameter(shape, .values(values), bounds: bounds)
    case .grid, .table: throw unfit(wanted: "one of the keys uniform, normal, constant")
    }
  }
}

extension DataSource {
  /// Values that it is sure to reach or come close to.
  fileprivate var fixedEnds: [Double] {
    switch self {
    case .uniform(_, let lower, let upper): [lower, upper]
    case .constant(_, let values): values
    case .normal, .grid, .table: []
    }
  }
}

/// All that a problem trains: the model's parameters, then the free ones.
struct Trainable: Sendable {
  let model: StudyFileModel?
  let free: [(name: String, parameter: Parameter)]

  /// All parameters with their names, in order.
  var named: [(name: String, parameter: Parameter)] { (model?.parameters ?? []) + free }

  /// What an expression may use.
  func scope(_ parts: [String: Tensor], listed data: [String]) -> ExpressionScope {
    var values = parts
    var listed = data
    if let model, let input = parts[model.input] {
      for output in model.outputs(input) {
        values[output.name] = output.value
        listed.append(output.name)
      }
    }
    for (name, parameter) in named { values[name] = parameter.tensor }
    values["parameters"] = Flattened(all: named.map(\.parameter)).parameters
    return ExpressionScope(values: values, listed: listed + ["parameters"] + free.map(\.name))
  }

  /// A layer that does nothing but hold parameters.
  private struct Flattened: Layer {
    let all: [Parameter]
    func callAsFunction(_ input: Tensor) -> Tensor { input }
  }
}
