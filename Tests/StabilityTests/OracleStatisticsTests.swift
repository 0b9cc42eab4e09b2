import Statistics
import Testing

/// Every value of the oracle on series, correlations and shares, each once.
@Suite("The oracle: series")
struct OracleStatisticsTests {
  private func data(_ name: String, _ oracle: Oracle) throws -> FiniteSeries {
    let given = oracle.list("data/" + name)
    guard given.isEmpty else { return try FiniteSeries(given) }
    // NIST's sets, as the oracle's own words generate them.
    let centers: [Swift.Character: Double] = ["2": 1.2, "3": 1_000_000.2, "4": 10_000_000.2]
    let center: Double = try #require(name.last.flatMap { centers[$0] })
    let pairs: [Double] = (0..<500).flatMap { _ in [center - 0.1, center + 0.1] }
    return try FiniteSeries([center] + pairs)
  }

  @Test func `univariate statistics`() throws {
    var oracle = try Oracle()
    for name in oracle.names("univariate") {
      let x = try data(name, oracle)
      let n = Double(x.count)
      let isHard = name.hasPrefix("nist")
      let (tolerance, floor) = isHard ? (1e-7, 1e-7) : (1e-12, 1e-13)
      let q = try x.quantiles([0.05, 0.25, 0.5, 0.75, 0.95])
      var ours: [String: Double?] = [
        "n": n, "mean": x.mean, "rstat_mean": x.mean, "sd": try x.standardDeviation(),
        "rstat_sd": try x.standardDeviation(), "variance": try x.variance(),
        "skew_gsl": x.skewness, "kurtosis_gsl": x.excessKurtosis,
        "skew_scipy_biased": x.skewness.map { $0 * (n / (n - 1) * (n / (n - 1)).squareRoot()) },
        "kurtosis_scipy_biased": x.excessKurtosis.map {
          ($0 + 3) * (n / (n - 1)) * (n / (n - 1)) - 3
        },
        "lag1_autocorrelation": x.lag1Autocorrelation, "absdev_mean": x.meanAbsoluteDeviation,
        "median": x.median, "iqr": q[3] - q[1], "trimmed_mean_0.1": try x.trimmedMean(0.1),
        "iqm_trim_0.25": x.interquartileMean, "mad": x.medianAbsoluteDeviation,
        "mad0": x.medianAbsoluteDeviation / 1.482602218505602,
        "Qn": x.qn, "Qn0": x.qn / (2.21914 * Self.qnFactor(x.count)),
        "Sn": x.sn, "Sn0": x.sn / (1.1926 * Self.snFactor(x.count)),
        "gini_mean_difference": try x.giniMeanDifference(),
        "max_drawdown_min_direction": x.drawdowns.values.max(),
        "cvar_top_0.05_drawdown": try x.drawdowns.largestShareMean(0.05),
        "ulcer_index": x.ulcerIndex,
      ]
      for (share, value) in zip(["0.05", "0.25", "0.5", "0.75", "0.95"], q) {
        ours["quantile_" + share] = value
      }
      for (text, share) in [("0.05", 0.05), ("0.1", 0.1), ("0.25", 0.25)] {
        ours["cvar_top_" + text] = try x.largestShareMean(share)
        let bound = try x.quantile(1 - share)
        // The other definition, all values from a quantile on, which ties may round past.
        let tail = x.values.filter { $0 >= bound - 1e-9 * bound.magnitude }
        ours["cvar_chan_upper_" + text] = tail.reduce(0, +) / Double(tail.count)
      }
      for (key, value) in ours {
        oracle.expect("univariate/\(name)/\(key)", value, tolerance, floor: floor)
        oracle.expect("univariate/\(name)/gsl/\(key)", value, tolerance, floor: floor)
      }
      for (key, value) in [("mean", x.mean), ("sd", try x.standardDeviation())] {
        oracle.expect("nist_certified/\(name)/\(key)", value, 1e-7)
      }
      oracle.expect("nist_certified/\(name)/lag1", x.lag1Autocorrelation, 1e-7)
    }
    // GSL's running median is an approximation and Gastwirth's mean is not offered.
    let left = oracle.left(["univariate", "nist_certified"]) {
      $0.hasSuffix("rstat_median_P2") || $0.hasSuffix("gastwirth")
    }
    #expect(left == [])
  }

  /// Croux and Rousseeuw's finite-sample factors, as robustbase and GSL have them.
  private static func qnFactor(_ n: Int) -> Double {
    let small = [
      0.399356, 0.99365, 0.51321, 0.84401, 0.61220, 0.85877, 0.66993, 0.87344, 0.72014, 0.88906,
      0.75743,
    ]
    if n <= 12 { return small[n - 2] }
    let x = Double(n)
    let d =
      n.isMultiple(of: 2)
      ? 3.67561 + (1.9654 + (6.987 - 77 / x) / x) / x : 1.60188 + (-2.1284 - 5.172 / x) / x
    return 1 / (d / x + 1)
  }

  private static func snFactor(_ n: Int) -> Double {
    let small = [0.743, 1.851, 0.954, 1.351, 0.993, 1.198, 1.005, 1.131]
    if n <= 9 { return small[n - 2] }
    return n.isMultiple(of: 2) ? 1 : Double(n) / (Double(n) - 0.9)
  }

  @Test func `lines, trends, spectra and memory`() throws {
    var oracle = try Oracle()
    for name in oracle.names("linear_trend") {
      let y = try data(name, oracle)
      let fit = try LinearFit(y)
      let rest = fit.residuals.reduce(0) { $0 + $1 * $1 }
      let all = try y.variance() * Double(y.count - 1)
      let t = fit.slope / fit.slopeError
      for place in ["linear_trend/\(name)", "linear_trend/\(name)/gsl"] {
        oracle.expect(place + "/intercept", fit.intercept)
        oracle.expect(place + "/slope", fit.slope, 1e-11)
        oracle.expect(place + "/se_slope", fit.slopeError)
        oracle.expect(place + "/t", t, 1e-11)
        oracle.expect(place + "/sumsq", rest)
        oracle.expect(place + "/df", Double(y.count - 2))
        oracle.expect(place + "/r2", 1 - rest / all, 1e-11)
        let p = try StudentDistribution(degrees: Double(y.count - 2)).bothTails(t)
        oracle.expect(place + "/p_two_sided", p, 1e-10)
      }
    }
    for name in oracle.names("mann_kendall") {
      let test = try MannKendallTest(data(name, oracle))
      oracle.expect("mann_kendall/\(name)/S", test.score)
      oracle.expect("mann_kendall/\(name)/var", test.variance)
      oracle.expect("mann_kendall/\(name)/z", test.z)
      oracle.expect("mann_kendall/\(name)/p_two_sided", test.pValue, 1e-11)
      oracle.expect("mann_kendall/\(name)/sen_slope", test.slope)
    }
    for name in oracle.names("periodogram_fisher") {
      let spectrum = try Periodogram(data(name, oracle))
      let place = "periodogram_fisher/\(name)"
      oracle.expect(place + "/periodogram_j1_to_m", spectrum.power)
      oracle.expect(place + "/m", Double(spectrum.power.count))
      let peak = try #require(spectrum.fisher)
      oracle.expect(place + "/peak_j", Double(peak.peak))
      oracle.expect(place + "/fisher_g", peak.g)
      oracle.expect(place + "/fisher_p", peak.p, 1e-9)
      oracle.expect(place + "/amplitude_at_peak", spectrum.amplitude(at: peak.peak))
    }
    for name in oracle.names("geweke_naive") {
      let x = try data(name, oracle)
      oracle.expect("geweke_naive/\(name)/first", Double(max(2, x.count / 10)))
      oracle.expect("geweke_naive/\(name)/last", Double(x.count / 2))
      oracle.expect("geweke_naive/\(name)/z_naive_variance", try GewekeTest.score(x))
    }
    for name in oracle.names("acf") {
      let lags = oracle.list("acf/\(name)").count - 1
      oracle.expect("acf/\(name)", try #require(data(name, oracle).autocorrelations(lags: lags)))
    }
    for window in oracle.names("moving_median_truncate/K") {
      let median = try data("trace20", oracle).movingMedian(window: #require(Int(window)))
      oracle.expect("moving_median_truncate/K/\(window)", median)
    }
    for index in oracle.names("kpss") {
      let place = "kpss/\(index)"
      let x = try data(#require(oracle.texts[place + "/data"]), oracle)
      let lags = Int(try #require(oracle.numbers[place + "/lags"]))
      let names = ["10%", "5%", "2.5%", "1%"]
      for (center, key) in [(StationarityTest.Center.level, "level"), (.trend, "trend")] {
        let test = try StationarityTest(x, around: center, lags: lags)
        oracle.expect("\(place)/\(key)_stat", test.statistic, 1e-11)
        for (name, critical) in zip(names, center.criticalValues) {
          oracle.expect("\(place)/critical_\(key)/\(name)", critical.statistic)
        }
      }
    }
    let sections = [
      "linear_trend", "mann_kendall", "periodogram_fisher", "geweke_naive", "acf",
      "moving_median_truncate", "kpss",
    ]
    #expect(oracle.left(sections) { $0.hasSuffix("/lags") } == [])
  }

  @Test func `correlations, shares, intervals and the random stream`() throws {
    var oracle = try Oracle()
    for index in oracle.names("spearman") {
      let place = "spearman/\(index)"
      let pair = try Correlation(
        FiniteSeries(oracle.list(place + "/x")), FiniteSeries(oracle.list(place + "/y")))
      oracle.expect(place + "/rho", pair.spearman)
      oracle.expect(place + "/gsl", pair.spearman)
      oracle.expect(place + "/p_t_approx", pair.spearmanP, 1e-10)
    }
    let ties = try Correlation(
      FiniteSeries(oracle.list("kendall_tau_b/x")), FiniteSeries(oracle.list("kendall_tau_b/y")))
    oracle.expect("kendall_tau_b/tau", ties.kendall)
    for index in oracle.names("survival_interval") {
      let place = "survival_interval/\(index)"
      for trials in oracle.names(place + "/one_sided_95_upper_failure_rate_when_0_fail") {
        oracle.expect(
          "\(place)/one_sided_95_upper_failure_rate_when_0_fail/\(trials)",
          try ClopperPearson.largestUnseenRate(trials: #require(Int(trials))), 1e-11)
      }
      guard let k = oracle.numbers[place + "/survived"], let n = oracle.numbers[place + "/n"] else {
        continue
      }
      let exact = try ClopperPearson(successes: Int(k), of: Int(n))
      oracle.expect(place + "/clopper_pearson_95", [exact.lower, exact.upper], 1e-10)
      let wilson = try WilsonInterval(successes: Int(k), of: Int(n))
      oracle.expect(place + "/wilson_95", [wilson.lower, wilson.upper], 1e-11)
    }
    for n in oracle.names("bootstrap/expanded_percentile_alpha_over_2") {
      oracle.expect(
        "bootstrap/expanded_percentile_alpha_over_2/\(n)",
        try ExpandedPercentile(count: #require(Int(n))).tail, 1e-10)
    }
    let v10 = try data("v10", oracle)
    oracle.expect("bootstrap/acceleration_of_mean_v10", v10.jackknifeAcceleration)
    let half =
      try StudentDistribution(degrees: 9).quantile(0.975) * (v10.variance() / 10).squareRoot()
    oracle.expect("bootstrap/mean_ci_t_v10", [v10.mean - half, v10.mean + half], 1e-11)
    // The variance of a bootstrapped mean is that of the sample with divisor n, over n.
    let exact = try data("v8", oracle).variance() * 7 / 8 / 8
    oracle.expect("bootstrap/exact_bootstrap_mean_var_v8", exact)
    let stream = try MersenneTwister(seed: 42)
    oracle.expect("rng/seed42_first5_uint32", (0..<5).map { _ in Double(stream.next()) })
    let other = try MersenneTwister(seed: 4357)
    oracle.expect("rng/seed4357_first3", (0..<3).map { _ in Double(other.next()) })
    let left = oracle.left(["spearman", "kendall_tau_b", "survival_interval", "bootstrap", "rng"]) {
      ["/x/", "/y/", "/survived", "/n"].contains(where: $0.contains)
    }
    #expect(left == [])
  }
}
