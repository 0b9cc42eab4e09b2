/// A strategy of a network that reads a preference beside its data: another one at every step, that
/// of ``Strategy/preference(in:)``.
public protocol Conditioned: Strategy {
  /// The preference that evaluations give the network, of shape `[m]`.
  var evaluated: [Double] { get }
}
