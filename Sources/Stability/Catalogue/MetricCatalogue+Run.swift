extension MetricCatalogue {
  /// The statistics within one run.
  static let run: [Metric] = [
    Metric(
      "noise", "Noise", .run, scored: true,
      formula: "N = maxᵢ Qn(zᵢ − moving medianᵢ)",
      range: "≥ 0, in units; 0 for a monotone or constant trace",
      meaning: "jitter of the evaluation around its level",
      MetricSources.rousseeuw),
    Metric(
      "spikes", "Spikes", .run, scored: true,
      formula: "P = maxᵢ (CVaR₉₅(eᵢ) − κ_P·Qn(eᵢ))₊",
      range: "≥ 0, in units; about 0 for white noise",
      meaning: "bursts worse than noise alone would give",
      MetricSources.chan),
    Metric(
      "regress", "Uncompensated regress", .run, scored: true,
      formula: "U = (CVaR₉₅ₜ max_s<t [maxᵢ(mᵢ(t)−mᵢ(s))₊ − ρ·maxⱼ(mⱼ(s)−mⱼ(t))₊]₊ − κ_U·s)₊",
      range: "≥ 0, in units",
      meaning: "ground lost that bought nothing: forgetting, drift, collapse",
      MetricSources.zitzler),
    Metric(
      "wander", "Late wander", .run, scored: true,
      formula: "W = maxᵢ √(2·mean(rᵢ²) − (κ_W·sᵢ)²)₊, r the late level around its line",
      range: "≥ 0, in units; the amplitude of a sinusoid",
      meaning: "swinging after the run should have settled",
      MetricSources.chan),
    Metric(
      "attainment", "Attainment", .run, scored: true,
      formula: "E = clip(1 − maxᵢ(zᵢ(end))₊/maxᵢ(zᵢ(0))₊, 0, 1)",
      range: "[0, 1]; 0 for a failed run",
      meaning: "progress of the worst objective towards its aspiration",
      MetricSources.wierzbicki),
    Metric(
      "run-score", "Run score", .run, scored: true,
      formula: "S = 2^−(N/0.10 + P/0.20 + U/0.15 + W/0.15)",
      range: "(0, 1]; 0 for a failed run",
      meaning: "each tolerance alone halves the score",
      MetricSources.derringer),
    Metric(
      "pareto-efficiency", "Pareto efficiency", .run,
      formula: "E_P = clip(1 − ε(end, F)/ε(start, F), 0, 1)",
      range: "[0, 1]; none without a sweep",
      meaning: "distance from the front, whichever trade-off",
      MetricSources.xin),
    Metric(
      "drawdown", "Drawdown", .run,
      formula: "F = CVaR₉₅(mᵢ(t) − min_s≤t mᵢ(s))",
      range: "≥ 0, in units",
      meaning: "forgetting of one objective, even if traded",
      MetricSources.chan),
    Metric(
      "ulcer", "Ulcer index", .run,
      formula: "√mean((mᵢ(t) − min_s≤t mᵢ(s))²)",
      range: "≥ 0, in units",
      meaning: "sustained loss",
      MetricSources.martin),
    Metric(
      "spike-list", "Spike list", .run,
      formula: "|z − median_K| > 5·MAD_K",
      range: "steps",
      meaning: "where the spikes are",
      MetricSources.hampel),
    Metric(
      "oscillation", "Oscillation", .run,
      formula: "largest peak of the periodogram over AR(1) noise, Fisher’s g",
      range: "period in updates, amplitude in units, p in [0, 1]; none where p ≥ 0.05",
      meaning: "whether the wander is periodic",
      MetricSources.fisher29),
    Metric(
      "seesaw", "Seesaw index", .run,
      formula: "min over pairs of Spearman’s ρ of late levels around their lines",
      range: "[−1, 1]; none for constant levels",
      meaning: "−1: objectives rob each other",
      MetricSources.spearman),
    Metric(
      "wavelet-variance", "Wavelet variance", .run,
      formula: "Σ Haar coefficients² at a scale/n",
      range: "≥ 0, in square units",
      meaning: "at which time scale a run moves",
      MetricSources.percival),
    Metric(
      "settling", "Settling step and overshoot", .run,
      formula: "first t after which |m − m(end)| ≤ 0.05; m(end) − min m",
      range: "a step, or none; ≥ 0 units",
      meaning: "control reading of the curve",
      MetricSources.astrom),
    Metric(
      "late-change", "Late change", .run,
      formula: "slope of the last half, t with n′ = n(1 − r₁)/(1 + r₁)",
      range: "units, p in [0, 1]",
      meaning: "still improving or drifting at the end",
      MetricSources.box),
    Metric(
      "mann-kendall", "Mann–Kendall test", .run,
      formula: "z = (S − sgn S)/√Var S, S = Σ sgn(xⱼ − xᵢ)",
      range: "p in [0, 1]",
      meaning: "a monotone trend of the last half",
      MetricSources.mann),
    Metric(
      "sen-slope", "Sen’s slope", .run,
      formula: "median((xⱼ − xᵢ)/(j − i))",
      range: "units an evaluation",
      meaning: "how steep it is",
      MetricSources.sen),
    Metric(
      "kpss", "KPSS", .run,
      formula: "η = Σ S(t)²/(n²σ²), around level or line",
      range: "≥ 0; 5% above 0.463 (level), 0.146 (line)",
      meaning: "whether the tail is stationary",
      MetricSources.kpss),
    Metric(
      "geweke", "Geweke’s score", .run,
      formula: "(x̄_first − x̄_last)/√(s²/n + s²/n)",
      range: "any; none for constant parts",
      meaning: "the start against the last half",
      MetricSources.geweke),
    Metric(
      "autocorrelation", "Lag-1 autocorrelation", .run,
      formula: "r₁ = Σ(xₜ−x̄)(xₜ₋₁−x̄)/Σ(xₜ−x̄)²; n′ = n(1 − r₁)/(1 + r₁)",
      range: "[−1, 1]; none for constants",
      meaning: "memory of the noise",
      MetricSources.box),
    Metric(
      "skewness", "Skewness and kurtosis", .run,
      formula: "mean(((x − x̄)/s)³), mean(((x − x̄)/s)⁴) − 3",
      range: "any; none for constants",
      meaning: "shape of the residuals’ tails",
      MetricSources.gsl),
    Metric(
      "thirds", "Early, middle, late", .run,
      formula: "N, P, U, W of each third",
      range: "≥ 0, in units",
      meaning: "when a run was unstable",
      MetricSources.chan),
  ]
}
