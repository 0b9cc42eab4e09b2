/// A linear program of a few variables, solved by the simplex method.
///
///     max c·x  subject to  A x ≥ b,  Σ_{j in S} xⱼ = 1,  x ≥ 0
///
/// Two phases over a dense tableau, with Bland's rule, which does not cycle.
///
/// - SeeAlso: Bland (Math. Oper. Res. 1977), "New finite pivoting rules for the simplex method".
struct LinearProgram {
  /// What is to be made large.
  var gain: [Double]
  /// The rows of `A`, with their bounds `b`.
  var rows: [(coefficients: [Double], least: Double)] = []
  /// How many variables, the first ones, sum to 1.
  var sharing: Int

  /// Finds a solution.
  ///
  /// - Returns: `x`; `nil` where there is none, or no largest one.
  func solve() -> [Double]? {
    var tableau = Tableau(self)
    guard tableau.findFeasible(), tableau.improve(gain) else { return nil }
    return tableau.solution
  }

  /// Equations in variables, surpluses and one artificial variable each, solved for a basis.
  private struct Tableau {
    private var cells: [[Double]]
    private var basis: [Int]
    private let n: Int
    private let real: Int
    private let width: Int

    init(_ program: LinearProgram) {
      let (n, k) = (program.gain.count, program.rows.count)
      self.n = n
      real = n + k
      width = n + k + k + 1
      cells = []
      let share = (0..<n).map { $0 < program.sharing ? 1.0 : 0 }
      let equations = [(share, 1.0)] + program.rows.map { ($0.coefficients, $0.least) }
      for (row, (coefficients, right)) in equations.enumerated() {
        // Rows are scaled to 1, so that one tolerance serves them all.
        let size = coefficients.reduce(0) { max($0, $1.magnitude) }
        let scale = (right < 0 ? -1 : 1) / (size > 0 ? size : 1)
        var line = Array(repeating: 0.0, count: width + 1)
        for j in 0..<n { line[j] = scale * coefficients[j] }
        if row > 0 { line[n + row - 1] = -scale * (size > 0 ? size : 1) }
        line[real + row] = 1
        line[width] = scale * right
        cells.append(line)
      }
      basis = cells.indices.map { [real] in real + $0 }
    }

    /// The values of the variables.
    var solution: [Double] {
      var x = Array(repeating: 0.0, count: n)
      for (row, j) in basis.enumerated() where j < n { x[j] = max(cells[row][width], 0) }
      return x
    }

    /// Makes the artificial variables 0, and keeps them out.
    mutating func findFeasible() -> Bool {
      let gain = (0..<width).map { $0 >= real ? -1.0 : 0 }
      guard maximize(gain, upTo: width) else { return false }
      var left = 0.0
      for (row, j) in basis.enumerated() where j >= real { left += cells[row][width] }
      guard left <= 1e-9 else { return false }
      for row in cells.indices where basis[row] >= real {
        if let j = (0..<real).first(where: { cells[row][$0].magnitude > 1e-9 }) {
          pivot(row, j)
        }
      }
      return true
    }

    mutating func improve(_ gain: [Double]) -> Bool {
      let size = gain.reduce(0) { max($0, $1.magnitude) }
      let padded = (0..<width).map { $0 < n && size > 0 ? gain[$0] / size : 0 }
      return maximize(padded, upTo: real)
    }

    private mutating func maximize(_ gain: [Double], upTo end: Int) -> Bool {
      for _ in 0..<1000 {
        let entering = (0..<end).first { j in
          var reduced = gain[j]
          for row in cells.indices { reduced -= gain[basis[row]] * cells[row][j] }
          return reduced > 1e-11
        }
        guard let entering else { return true }
        var leaving: (row: Int, ratio: Double)?
        for row in cells.indices where cells[row][entering] > 1e-11 {
          let ratio = cells[row][width] / cells[row][entering]
          if leaving.map({
            ratio < $0.ratio || (ratio == $0.ratio && basis[row] < basis[$0.row])
          }) ?? true {
            leaving = (row, ratio)
          }
        }
        guard let leaving else { return false }
        pivot(leaving.row, entering)
      }
      return false
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
      let factor = cells[row][column]
      for j in 0...width { cells[row][j] /= factor }
      for other in cells.indices where other != row {
        let share = cells[other][column]
        guard share != 0 else { continue }
        for j in 0...width { cells[other][j] -= share * cells[row][j] }
      }
      basis[row] = column
    }
  }
}
