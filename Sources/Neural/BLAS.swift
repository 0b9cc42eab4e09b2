import CKernels
import Glibc

/// A library of matrix products, loaded when it is asked for, for the large products of a single
/// lane.
///
/// It is an opt-in: its numbers depend on the processor it runs on, so a study that uses one is
/// outside the promise of the same bits and carries its ``name``.
public struct BLAS: Sendable {
  /// The libraries that can be asked for.
  public enum Library: String, CaseIterable, Sendable {
    /// OpenBLAS, built with threads; it is told to use one.
    case openblas

    /// The file that the loader looks for.
    var file: String { "libopenblas.so.0" }
  }

  /// The library, its version and the kind of processor that it chose its kernels for, which decide
  /// the bits: `openblas 0.3.21 SkylakeX`.
  public let name: String
  let single: poise_gemm
  let double: poise_gemm

  /// Loads a library.
  ///
  /// - Throws: ``BLASError`` if it is not installed, or if it was built without threads: such a build
  ///   is not safe to call from several threads at once.
  public init(_ library: Library) throws(BLASError) {
    guard let handle = dlopen(library.file, RTLD_NOW | RTLD_LOCAL) else {
      throw BLASError(
        "\(library.file) cannot be loaded; install it with `apt-get install libopenblas0-pthread` "
          + "or do without --blas")
    }
    func find<Function>(_ symbol: String, as type: Function.Type) throws(BLASError) -> Function {
      guard let address = dlsym(handle, symbol) else {
        throw BLASError("\(library.file) has no function \(symbol): it is no OpenBLAS")
      }
      return unsafeBitCast(address, to: type)
    }
    let threading = try find("openblas_get_parallel", as: (@convention(c) () -> CInt).self)
    guard threading() != 0 else {
      throw BLASError(
        "\(library.file) was built without threads, which is not safe where several blocks are "
          + "trained at once; install libopenblas0-pthread")
    }
    try find("openblas_set_num_threads", as: (@convention(c) (CInt) -> Void).self)(1)
    single = try find("cblas_sgemm", as: poise_gemm.self)
    double = try find("cblas_dgemm", as: poise_gemm.self)
    typealias Text = @convention(c) () -> UnsafePointer<CChar>?
    let core = try find("openblas_get_corename", as: Text.self)()
    let version = try find("openblas_get_config", as: Text.self)()
    let words = (version.map { String(cString: $0) } ?? "").split(separator: " ")
    let number = words.first { $0.first?.isNumber == true } ?? "of unknown version"
    name = "\(library.rawValue) \(number) \(core.map { String(cString: $0) } ?? "unknown core")"
  }
}

/// Why a library of matrix products cannot be used.
public struct BLASError: Error, Hashable, CustomStringConvertible {
  /// What was found and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
