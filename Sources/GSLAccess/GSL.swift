internal import CGSL

/// The door to GSL: its abort handler is off before anything is called.
///
/// Every module that reaches GSL goes through ``call(_:)`` and adds its own typed errors.
public enum GSL {
  /// Switches the process-wide error handler off, once; GSL would abort the program otherwise.
  private static let handlerIsOff: Bool = {
    _ = gsl_set_error_handler_off()
    return true
  }()

  /// Calls a GSL function.
  public static func call<Value>(_ body: () throws -> Value) rethrows -> Value {
    precondition(handlerIsOff, "the error handler of GSL is on")
    return try body()
  }

  /// The version of the library that is loaded, for instance `2.7.1`.
  public static var version: String { String(cString: cgsl_version()) }

  /// What GSL says of a status.
  public static func message(_ status: Int32) -> String { String(cString: gsl_strerror(status)) }
}
