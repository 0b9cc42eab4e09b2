internal import CGSL

/// The door to GSL: its abort handler is off before anything is called, and no status is ignored.
///
/// Every function of this module that reaches GSL goes through ``run(_:_:)`` or ``call(_:)``.
enum GSL {
  /// Switches the process-wide error handler off, once; GSL would abort the program otherwise.
  private static let handlerIsOff: Bool = {
    _ = gsl_set_error_handler_off()
    return true
  }()

  /// Calls a GSL function that returns a value.
  static func call<Value>(_ body: () throws -> Value) rethrows -> Value {
    precondition(handlerIsOff, "the error handler of GSL is on")
    return try body()
  }

  /// Calls a GSL function that returns a status.
  ///
  /// - Throws: ``StatisticsError/gsl(function:status:message:)`` unless it is `GSL_SUCCESS`.
  static func run(_ function: String, _ body: () -> Int32) throws(StatisticsError) {
    let status = call(body)
    guard status == Int32(GSL_SUCCESS) else {
      throw .gsl(function: function, status: status, message: String(cString: gsl_strerror(status)))
    }
  }

  /// Calls a GSL function that returns a pointer, and takes a null for lack of memory.
  static func allocate<Pointer>(
    _ function: String, _ body: () -> Pointer?
  ) throws(StatisticsError) -> Pointer {
    guard let pointer = call(body) else {
      let status = Int32(GSL_ENOMEM)
      throw .gsl(function: function, status: status, message: String(cString: gsl_strerror(status)))
    }
    return pointer
  }

  /// Passes on a number that GSL computed from finite values, and refuses any other.
  static func finite(_ function: String, _ value: Double) throws(StatisticsError) -> Double {
    guard value.isFinite else {
      let status = Int32(GSL_EFAILED)
      throw .gsl(function: function, status: status, message: "the result is \(value)")
    }
    return value
  }
}
