extension MetricCatalogue {
  /// The statistics across the seeds of one arm.
  static let seeds: [Metric] = [
    Metric(
      "survival", "Survival", .seeds, scored: true,
      formula: "runs that did not fail / runs",
      range: "[0, 1], with Clopper and Pearson’s interval",
      meaning: "divergence",
      MetricSources.clopper),
    Metric(
      "spread", "Seed spread", .seeds, scored: true,
      formula: "R = mean over pairs of survivors of maxᵢ |zᵢ(r) − zᵢ(r′)| at the end",
      range: "≥ 0, in units; none for fewer than 2 survivors",
      meaning: "irreproducible outcomes",
      MetricSources.gini),
    Metric(
      "stability", "Stability", .seeds, scored: true,
      formula: "Q = mean_r S·min(1, E/0.5) × 2^(−R/0.15)",
      range: "[0, 1]",
      meaning: "survival × mean score × reproducibility",
      MetricSources.derringer),
    Metric(
      "interval", "Interval of Q", .seeds,
      formula: "bootstrap over seeds, quantiles at Φ(−√(n/(n−1))·t)",
      range: "[0, 1]",
      meaning: "how far Q may be trusted",
      MetricSources.hesterberg),
    Metric(
      "worst-quarter", "Worst quarter", .seeds,
      formula: "mean of the ⌈n/4⌉ least guarded scores",
      range: "[0, 1]",
      meaning: "how bad a seed can be",
      MetricSources.chan),
    Metric(
      "iqm", "Interquartile mean", .seeds,
      formula: "mean of the middle half of guarded scores",
      range: "[0, 1]; beside survival",
      meaning: "a typical run",
      MetricSources.agarwal),
    Metric(
      "checkpoints", "Spread at checkpoints", .seeds,
      formula: "Qn over seeds of the level at 25, 50, 75, 100%",
      range: "≥ 0, in units",
      meaning: "when seeds part ways",
      MetricSources.chan),
    Metric(
      "clusters", "Clusters of outcomes", .seeds,
      formula: "the widest gap of sorted final levels, > 5 × the median gap and > 2 × any other",
      range: "two groups of seeds, or none",
      meaning: "two distinct outcomes",
      MetricSources.gini),
    Metric(
      "performance-profile", "Performance profile", .seeds,
      formula: "share of runs with at most τ halvings",
      range: "[0, 1], by τ",
      meaning: "the whole distribution, free of tolerances",
      MetricSources.agarwal),
  ]
}
