import Fronts
import Records
import Statistics
import Testing

@testable import Stability

/// Every value of the oracle on comparisons, gradients, fronts and the score, each once.
@Suite("The oracle: comparisons and score")
struct OracleComparisonTests {
  @Test func `tests of pairs`() throws {
    var oracle = try Oracle()
    let flips = try SignFlips(of: 10, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
    for name in oracle.names("paired") where name.hasPrefix("d") {
      let place = "paired/" + name
      let d = try FiniteSeries(oracle.list(place + "/d"))
      let (ranks, t) = (WilcoxonTest(d), try TTest(differences: d))
      oracle.expect(place + "/n_nonzero", Double(ranks.count))
      oracle.expect(place + "/W_plus", ranks.positiveRanks)
      oracle.expect(place + "/W_minus", ranks.negativeRanks)
      oracle.expect(place + "/p_two_sided_exact", ranks.pValue)
      oracle.expect(place + "/scipy_exact_p", ranks.pValue)
      oracle.expect(place + "/rank_biserial", ranks.rankBiserial)
      let signs = try SignFlipTest(d, flips: flips)
      oracle.expect(place + "/sign_flip_mean_p_two_sided_exact", signs.pValue)
      oracle.expect(place + "/paired_t", t.t)
      oracle.expect(place + "/paired_t_p", t.pValue, 1e-11)
      oracle.expect(place + "/cohen_dz", t.t / Double(d.count).squareRoot())
      oracle.expect(place + "/hodges_lehmann", try HodgesLehmann(d).shift)
    }
    for n in oracle.names("paired/min_two_sided_p_by_n") {
      let d = try FiniteSeries((1...(try #require(Int(n)))).map(Double.init))
      oracle.expect("paired/min_two_sided_p_by_n/\(n)", WilcoxonTest(d).pValue)
    }
    let d = try FiniteSeries(oracle.list("paired/d1_n10_no_ties/d"))
    let weights = try DirichletWeights(
      50_000, of: 10, seed: StreamSeed(master: 1, purpose: "bayes"))
    let (sharp, wide) = (
      try BayesianSignedRank(d, rope: 0, weights: weights),
      try BayesianSignedRank(d, rope: 0.05, weights: weights)
    )
    oracle.expect("bayes_signed_rank/rope_0", [sharp.left, sharp.right], 0, floor: 0.01)
    oracle.expect(
      "bayes_signed_rank/rope_0_05", [wide.left, wide.equivalent, wide.right], 0, floor: 0.01)
    for index in oracle.names("mann_whitney") {
      let place = "mann_whitney/\(index)"
      let (a, b) = (
        try FiniteSeries(oracle.list(place + "/a")), try FiniteSeries(oracle.list(place + "/b"))
      )
      let (test, t) = (MannWhitneyTest(a, b), try TTest(welch: a, b))
      oracle.expect(place + "/U_a", test.u)
      oracle.expect(place + "/p_two_sided_exact", test.pValue)
      oracle.expect(place + "/p_two_sided_normal_continuity_tiecorrected", test.pValue, 1e-11)
      oracle.expect(place + "/A12_prob_a_gt_b", test.superiority)
      oracle.expect(place + "/A12_with_half_ties", test.superiority)
      oracle.expect(place + "/cliffs_delta", test.cliffsDelta)
      oracle.expect(place + "/welch_t", t.t)
      oracle.expect(place + "/welch_p", t.pValue, 1e-11)
    }
    oracle.expect("holm/adjusted", Holm.adjusted(oracle.list("holm/p")))
    let (x, y) = (
      oracle.list("probability_of_improvement/x"), oracle.list("probability_of_improvement/y")
    )
    oracle.expect(
      "probability_of_improvement/unpaired_A12",
      MannWhitneyTest(try FiniteSeries(x), try FiniteSeries(y)).superiority)
    oracle.expect("probability_of_improvement/paired", PairEffects.improvement(zip(x, y).map(-)))
    // A pooled t takes both variances for equal; Welch's is offered.
    let left = oracle.left(
      ["paired", "bayes_signed_rank", "mann_whitney", "holm", "probability_of_improvement"]
    ) {
      ["/d/", "/a/", "/b/", "/x/", "/y/", "holm/p/", "pooled_t"].contains(where: $0.contains)
        || ["nsamples", "tolerance", "prior_strength"].contains(where: $0.hasSuffix)
    }
    #expect(left == [])
  }

  @Test func `tests of several`() throws {
    var oracle = try Oracle()
    for name in oracle.names("friedman") {
      let place = "friedman/" + name
      let test = try FriedmanTest(oracle.matrix(place + "/matrix"))
      let (n, k) = (Double(test.blocks), Double(test.treatments))
      oracle.expect(place + "/n", n)
      oracle.expect(place + "/k", k)
      oracle.expect(place + "/df", [k - 1, (k - 1) * (n - 1)])
      oracle.expect(place + "/mean_ranks_ascending", test.meanRanks)
      oracle.expect(place + "/mean_ranks_descending", test.meanRanks.map { k + 1 - $0 })
      let (tied, plain) = (test.tieCorrected, test.uncorrected)
      oracle.expect(place + "/chi2_uncorrected", plain.chiSquared)
      oracle.expect(place + "/chi2_tie_corrected", tied.chiSquared)
      oracle.expect(place + "/p_chi2", tied.chiSquaredP, 1e-11)
      oracle.expect(place + "/gsl_p_chi2", tied.chiSquaredP, 1e-11)
      oracle.expect(place + "/iman_davenport_F", tied.f, 1e-11)
      oracle.expect(place + "/p_F", tied.fP, 1e-10)
      oracle.expect(place + "/gsl_p_F", tied.fP, 1e-10)
      oracle.expect(place + "/iman_davenport_F_uncorrected", plain.f, 1e-11)
      oracle.expect(place + "/p_F_uncorrected", plain.fP, 1e-10)
      oracle.expect(place + "/kendall_W", test.concordance)
      if oracle.numbers[place + "/p_exact"] != nil {
        let exact = try #require(test.exactPValue)
        oracle.expect(place + "/p_exact", exact)
        oracle.expect(place + "/exact_count", [exact * 1296, 1296])
      }
      let nemenyi = try NemenyiTest(treatments: test.treatments, blocks: test.blocks)
      let (five, ten) = (
        try nemenyi.criticalDifference(alpha: 0.05), try nemenyi.criticalDifference(alpha: 0.10)
      )
      oracle.expect(place + "/nemenyi_cd_0.05", five, 1e-9)
      oracle.expect(place + "/nemenyi_cd_0.10", ten, 1e-9)
      for i in 0..<test.treatments {
        oracle.expect(
          "\(place)/nemenyi_p/\(i)",
          try test.meanRanks.map { try nemenyi.pValue(test.meanRanks[i] - $0) }, 0, floor: 1e-9)
      }
      // As printed in the paper.
      let printed = place + "/published"
      oracle.expect(
        printed + "/mean_ranks", test.meanRanks.map { k + 1 - $0 }, 0, floor: 0.0005)
      oracle.expect(printed + "/chi2", plain.chiSquared, 0, floor: 0.005)
      oracle.expect(printed + "/F_F", plain.f, 0, floor: 0.005)
      oracle.expect(printed + "/CD_05", five, 0, floor: 0.005)
      oracle.expect(printed + "/CD_10", ten, 0, floor: 0.005)
    }
    for count in oracle.names("studentized_range_inf") {
      let place = "studentized_range_inf/\(count)"
      let range = try StudentizedRange(of: #require(Int(count)))
      for (text, alpha) in [("0.05", 0.05), ("0.10", 0.10), ("0.01", 0.01)] {
        let q = try range.quantile(1 - alpha)
        oracle.expect("\(place)/q_\(text)", q, 1e-9)
        oracle.expect("\(place)/q_\(text)_gsl_integral", q, 1e-9)
        oracle.expect("\(place)/q_\(text)_over_sqrt2", q / 2.0.squareRoot(), 1e-9)
      }
    }
    let left = oracle.left(["friedman", "studentized_range_inf"]) { $0.contains("/matrix/") }
    #expect(left == [])
  }

  @Test func `gradients and fronts`() throws {
    var oracle = try Oracle()
    let rows = oracle.matrix("gradient_conflict/G")
    let gramian = rows.map { a in rows.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
    let norms = rows.indices.map { gramian[$0][$0].squareRoot() }
    let conflicts = rows.indices.map { i in
      rows.indices.map { GradientConflict(norms: norms[i], norms[$0], product: gramian[i][$0]) }
    }
    oracle.expect("gradient_conflict/norms", norms)
    for i in rows.indices {
      oracle.expect("gradient_conflict/gram/\(i)", gramian[i])
      oracle.expect("gradient_conflict/cosine/\(i)", conflicts[i].map { $0.cosine ?? .nan })
      oracle.expect(
        "gradient_conflict/magnitude_similarity/\(i)",
        conflicts[i].map { $0.magnitudeSimilarity ?? .nan })
    }
    oracle.expect("gradient_conflict/curvature_bounding_01", conflicts[0][1].curvatureBounding)
    let spectrum = try GramianSpectrum(gramian)
    oracle.expect(
      "gradient_conflict/singular_values", spectrum.eigenvalues.reversed().map { $0.squareRoot() },
      1e-11)
    oracle.expect("gradient_conflict/condition_number", spectrum.conditionNumber, 1e-11)
    let unit = try GramianSpectrum(conflicts.map { $0.map { $0.cosine ?? .nan } })
    oracle.expect("gradient_conflict/condition_number_unit_rows", unit.conditionNumber, 1e-11)
    for index in oracle.names("hypervolume") {
      let place = "hypervolume/\(index)"
      let front = try Front(minimizing: oracle.matrix(place + "/points"))
      let volume = try front.hypervolume(reference: oracle.list(place + "/ref")).value
      for key in ["value", "moocore", "pymoo"] { oracle.expect("\(place)/\(key)", volume) }
    }
    for index in oracle.names("igd_plus") {
      let place = "igd_plus/\(index)"
      let distances = try FrontDistances(
        of: Front(minimizing: oracle.matrix(place + "/points")),
        to: Front(minimizing: oracle.matrix(place + "/reference")))
      oracle.expect(place + "/igd_plus", distances.igdPlus)
      oracle.expect(place + "/igd", distances.igd)
      oracle.expect(place + "/additive_epsilon", distances.epsilonAdditive)
      oracle.expect(place + "/moocore_eps", distances.epsilonAdditive)
    }
    let change = RelativeChange.percent(
      oracle.list("delta_m/M_m"), baseline: oracle.list("delta_m/M_b"),
      directions: [.minimize, .maximize, .minimize])
    oracle.expect("delta_m/value", change)
    let left = oracle.left(["gradient_conflict", "hypervolume", "igd_plus", "delta_m"]) {
      ["/G/", "/points/", "/ref/", "/reference/", "/M_m/", "/M_b/"].contains(where: $0.contains)
    }
    #expect(left == [])
  }

  @Test func `the score's golden runs and thresholds`() throws {
    var oracle = try Oracle()
    let front = (0...200).map { k -> [Double] in
      let root = (Double(k) / 200).squareRoot()
      return [Double(k) / 200, (1 - root) * (1 - root)]
    }
    let traces = Golden.traces()
    let names = traces.keys.sorted()
    let report = try StabilityReport(scoring: GoldenTests.study(names))
    for (name, run) in zip(names, report.runs) {
      let place = "golden_runs/runs/" + name
      oracle.expect(place + "/E", run.attainment, 1e-9)
      oracle.expect(place + "/S_unguarded", run.score, 1e-9)
      let guarded = (run.score ?? 0) * min(1, (run.attainment ?? 0) / 0.5)
      oracle.expect(place + "/S_guarded", guarded, 1e-9)
      guard run.outcome == "finished" else { continue }
      oracle.expect(place + "/N", run.noise, 1e-9)
      oracle.expect(place + "/P", run.spikes, 1e-9)
      oracle.expect(place + "/U", run.regress, 1e-9)
      oracle.expect(place + "/W", run.wander, 1e-9)
      oracle.expect(place + "/F", run.diagnostics?.objectives.map(\.drawdown).max(), 1e-9)
      let end = try #require(run.final)
      oracle.expect(place + "/final", end, 1e-9)
      let start = try #require(traces[name]).map { $0[0] }
      let efficiency = ParetoEfficiency.value(from: start, to: end, front: front)
      oracle.expect(place + "/E_pareto", efficiency, 1e-9)
    }
    let strategy = (0..<4).compactMap { oracle.texts["golden_strategy/runs/\($0)"] }
    let arm = try StabilityReport(scoring: GoldenTests.study(strategy)).arms[0]
    let scores = strategy.map { name in report.runs[names.firstIndex(of: name) ?? 0] }.map {
      ($0.score ?? 0) * min(1, ($0.attainment ?? 0) / 0.5)
    }
    oracle.expect("golden_strategy/run_scores", scores, 1e-9)
    oracle.expect("golden_strategy/survival", arm.survival.share)
    oracle.expect("golden_strategy/R_gini_chebyshev", arm.spread, 1e-9)
    oracle.expect("golden_strategy/Q", arm.q, 1e-9)
    let level = oracle.matrix("regress/level")
    for (key, rate) in [("rho0", 0), ("rho2", 2), ("rho10", 10), ("rho_inf", Double.infinity)] {
      oracle.expect("regress/\(key)", Regress.lost(in: level, exchangeRate: rate))
    }
    for index in oracle.names("kappa_table/rows") {
      let place = "kappa_table/rows/\(index)"
      let length = Int(try #require(oracle.numbers[place + "/T"]))
      oracle.expect(place + "/K", Double(EvaluationWindow(evaluations: length).width))
      for m in 1...4 {
        let found = WhiteNoiseThresholds(evaluations: length, objectives: m)
        oracle.expect("\(place)/kappa_U/\(m)", found.regress, 0, floor: 0)
        oracle.expect(place + "/kappa_P", found.spikes, 0, floor: 0)
        oracle.expect(place + "/kappa_W", found.wander, 0, floor: 0)
      }
    }
    // A failed run has no components here; the reference's are those of its clipped trace.
    let sections = ["golden_runs/runs", "golden_strategy", "regress", "kappa_table"]
    let left = oracle.left(sections) {
      $0.contains("/level/") || $0.hasSuffix("/T") || $0.contains("/one_nan/")
    }
    #expect(left == [])
  }

  @Test func `nothing else stands in the oracle`() throws {
    let known: Set = [
      "_meta", "acf", "bayes_signed_rank", "bootstrap", "data", "delta_m", "friedman",
      "geweke_naive", "golden_runs", "golden_strategy", "gradient_conflict", "holm", "hypervolume",
      "igd_plus", "kappa_table", "kendall_tau_b", "kpss", "linear_trend", "mann_kendall",
      "mann_whitney", "moving_median_truncate", "nist_certified", "paired", "periodogram_fisher",
      "probability_of_improvement", "regress", "rng", "spearman", "studentized_range_inf",
      "survival_interval", "univariate",
    ]
    let oracle = try Oracle()
    #expect(Set(oracle.numbers.keys.map { String($0.prefix { $0 != "/" }) }) == known)
    #expect(oracle.numbers.count > 2000)
  }
}
