public import Records
import Training

/// What is wrong with a problem before any strategy is tried.
///
/// A few seeds are looked at where training begins, walked along the gradient of each objective, and
/// trained for a few hundred steps by equal weights on normalized gradients with the study's
/// optimizer. Everything is judged by ratios, so that no scale of a loss or of the parameters plays
/// a part. An objective that no parameter reaches is found earlier, when the problem is traced.
public struct Diagnosis: Sendable {
  /// The seeds that are probed unless said otherwise.
  public static let standardSeeds = 8
  /// The steps of the probe unless said otherwise.
  public static let standardSteps = 200

  /// The numbers and what they say.
  public let inspection: Inspection

  /// What was found, errors first, then warnings, then notes.
  public var findings: [Finding] { inspection.findings }

  /// Whether the problem can be trained at all.
  public var isTrainable: Bool { !findings.contains { $0.severity == .error } }

  /// Probes a study's problem.
  ///
  /// - Parameters:
  ///   - study: The study; its arms, seeds and steps play no part, save that no more seeds are
  ///     probed than it has.
  ///   - seeds: The seeds to probe, from 0 on, at least 1.
  ///   - steps: The steps of the probe, at least 1.
  ///   - options: Lanes and kernels, which change no number.
  public init(
    of study: Study, seeds: Int? = nil, steps: Int = standardSteps,
    options: Study.RunOptions = .standard
  ) {
    let tried = Array(0..<(seeds ?? min(study.seeds, Self.standardSeeds)))
    precondition(!tried.isEmpty && steps > 0, "a probe needs a seed and a step")
    let evidence = ProbeEvidence(study, seeds: tried, steps: steps, options: options)
    var inspection = evidence.inspection(of: study, steps: steps)
    let findings = evidence.findings
    inspection.findings = Finding.Severity.allCases.flatMap { severity in
      findings.filter { $0.severity == severity }
    }
    self.inspection = inspection
  }
}
