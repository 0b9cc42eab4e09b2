internal import Records

/// The sources of the statistics that scoring uses.
enum Citations {
  /// The references of a study's arms, in order, then those of the statistics, each once.
  ///
  /// - Parameter hasPairs: Whether arms were compared.
  static func all(of study: StudyRecord, hasPairs: Bool) -> [Reference] {
    let fronts = study.arms.contains(where: \.isFront) ? [hypervolume] : []
    let tests = hasPairs ? comparisons : []
    var seen: Set<Reference> = []
    return (study.arms.flatMap(\.references) + score + tests + fronts + [MetricSources.gsl])
      .filter { seen.insert($0).inserted }
  }

  /// What compares arms, by the name of what each was used for.
  private static var comparisons: [Reference] {
    [
      (MetricSources.phipson, "permutation tests"), (MetricSources.fisher35, "sign-flip test"),
      (MetricSources.wilcoxon, "signed-rank test"), (MetricSources.mcnemar, "survival of pairs"),
      (MetricSources.demsar, "Friedman’s test and critical difference"),
      (MetricSources.holm, "correction for many pairs"), (MetricSources.hl, "shift"),
      (MetricSources.kerby, "rank-biserial correlation"),
      (MetricSources.agarwal, "probability of improvement, performance profile"),
      (MetricSources.vargha, "superiority"), (MetricSources.cliff, "Cliff’s delta"),
      (MetricSources.benavoli, "Bayesian signed-rank test"),
      (MetricSources.smaa, "rank acceptability"), (MetricSources.kendall, "Kendall’s τ"),
    ].map { Reference("\($0.citation), \($1)", url: $0.url) }
  }

  private static let score = [
    Reference(
      "Chan et al. (ICLR 2020), dispersion and risk within and across runs",
      url: "https://arxiv.org/abs/1912.05663"),
    Reference(
      "Rousseeuw and Croux, JASA 88 (1993), Qn",
      url: "https://doi.org/10.1080/01621459.1993.10476408"),
    Reference(
      "Zitzler et al., IEEE TEVC 7 (2003), additive epsilon indicator",
      url: "https://doi.org/10.1109/TEVC.2003.810758"),
    Reference(
      "Derringer and Suich, J. Quality Technology 12 (1980), geometric desirability",
      url: "https://doi.org/10.1080/00224065.1980.11980968"),
    Reference(
      "Gerstenberger and Vogel, Stat. Methods Appl. 24 (2015), Gini's mean difference",
      url: "https://doi.org/10.1007/s10260-015-0315-x"),
    Reference(
      "Clopper and Pearson, Biometrika 26 (1934), interval of a share",
      url: "https://doi.org/10.1093/biomet/26.4.404"),
    Reference(
      "Hesterberg, The American Statistician 69 (2015), expanded percentile interval",
      url: "https://doi.org/10.1080/00031305.2015.1089789"),
    Reference(
      "Matsumoto and Nishimura, ACM TOMACS 8 (1998), mt19937",
      url: "https://doi.org/10.1145/272991.272995"),
  ]

  private static let hypervolume = Reference(
    "Zitzler and Thiele (PPSN 1998), hypervolume", url: "https://doi.org/10.1007/BFb0056872")
}
