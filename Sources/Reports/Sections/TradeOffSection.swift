import Records
import Stability

extension Material {
  /// Final values of one objective against another, every seed of every arm.
  var tradeOffSection: Section {
    let pairs = objectivePairs
    let finals = arms.map { ($0, self.finals(of: $0)) }.filter { !$0.1.isEmpty }
    let figures = finals.isEmpty ? [] : pairs.map { tradeOff(finals, $0.0, $0.1) }
    let hasKnee = pairs.contains { knee(finals, $0.0, $0.1) != nil }
    let all = objectives.count * (objectives.count - 1) / 2
    let rest = pairs.count < all ? " The first \(pairs.count) of \(all) pairs are shown." : ""
    return Section(
      id: "trade-off", title: "The trade-off",
      blocks: figures.isEmpty ? [] : [.figures(figures, caption: tradeOffCaption(hasKnee) + rest)])
  }

  /// The first few pairs of objectives.
  private var objectivePairs: [(Int, Int)] {
    let pairs = objectives.indices.flatMap { first in
      objectives.indices.filter { $0 > first }.map { (first, $0) }
    }
    return Array(pairs.prefix(6))
  }

  private func tradeOff(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int
  ) -> Figure {
    let everything = finals.flatMap(\.1)
    var panel = Panel(
      "\(objectives[second].name) against \(objectives[first].name)",
      x: Panel.Axis(
        label: objectives[first].sidewaysTitle, scale: .ofFront(everything.map { $0.values[first] })
      ),
      y: Panel.Axis(
        label: objectives[second].axisTitle,
        scale: .ofFront(everything.map { $0.values[second] })),
      plotHeight: 300)
    let beyond = everything.count {
      panel.x.scale.isBeyond($0.values[first]) || panel.y.scale.isBeyond($0.values[second])
    }
    if beyond > 0 {
      panel.subtitle = "\(Numeral.count(beyond, "run")) beyond the axes at their edge"
    }
    drawDominated(finals, first, second, in: &panel)
    for (arm, points) in finals { drawSeeds(points, style(arm.name), first, second, in: &panel) }
    for (arm, points) in finals { drawCenters(arm, points, first, second, in: &panel) }
    drawKnee(finals, first, second, in: &panel)
    panel.legend = Legend(
      entries: finals.map { arm, _ in
        Legend.Entry(
          name: arm.name, style: style(arm.name), hasLine: isJoined && front(arm.name) != nil)
      })
    return panel.figure(
      "trade-off-\(first + 1)-\(second + 1)",
      summary: "\(objectives[second].name) against \(objectives[first].name), every seed")
  }

  /// The final values of every surviving run of an arm and its members.
  private func finals(of arm: ArmReport) -> [(name: String, seed: Int, values: [Double])] {
    let names = Set([arm.name] + (front(arm.name)?.members.map(\.name) ?? []))
    return report.runs.filter { names.contains($0.arm) }.compactMap { run in
      guard let final = run.final, final.count == objectives.count,
        final.allSatisfy(\.isFinite)
      else { return nil }
      return (run.arm, run.seed, final)
    }
  }

  private func drawSeeds(
    _ points: [(name: String, seed: Int, values: [Double])], _ style: SeriesStyle, _ first: Int,
    _ second: Int, in panel: inout Panel
  ) {
    for point in points {
      let (x, y) = (point.values[first], point.values[second])
      panel.mark(
        (x, y), style, radius: 2.6, look: "seed",
        title: "\(point.name), seed \(point.seed): \(Numeral.text(x)), \(Numeral.text(y))")
    }
  }

  private func drawCenters(
    _ arm: ArmReport, _ points: [(name: String, seed: Int, values: [Double])], _ first: Int,
    _ second: Int, in panel: inout Panel
  ) {
    let style = style(arm.name)
    if let front = front(arm.name) {
      drawFront(front, style, first, second, in: &panel)
      return
    }
    func median(_ index: Int) -> Double {
      Quantiles.quantile(points.map { $0.values[index] }.sorted(), 0.5)
    }
    panel.mark(
      (median(first), median(second)), style, radius: 5.4, look: "center",
      title: "\(arm.name), median of each objective")
  }

  private func drawFront(
    _ front: FrontReport, _ style: SeriesStyle, _ first: Int, _ second: Int,
    in panel: inout Panel
  ) {
    let medians = front.members.compactMap { member in
      member.median.flatMap { $0.count == objectives.count ? (member, $0) : nil }
    }
    let costs = medians.map { cost($0.1) }
    let kept = medians.indices.filter { index in !costs.contains { $0.dominates(costs[index]) } }
    let line = kept.map { (x: medians[$0].1[first], y: medians[$0].1[second]) }
    if isJoined {
      panel.line(line.sorted { $0.x < $1.x }, style, title: "\(front.arm), nondominated medians")
    }
    for index in medians.indices {
      let (member, values) = medians[index]
      panel.mark(
        (values[first], values[second]), style, radius: 4.4,
        look: kept.contains(index) ? "center" : "hollow",
        title: "\(member.name), median over seeds")
    }
  }

  /// Whether fronts are lines: of more than two objectives they are surfaces.
  private var isJoined: Bool { objectives.count == 2 }

  private func cost(_ values: [Double]) -> Costs {
    objectives.map { Objective($0.name, $0.direction) }.costs(of: values)
  }

  private func tradeOffCaption(_ hasKnee: Bool) -> String {
    let joined = isJoined ? "the nondominated medians are joined; hollow ones" : "hollow medians"
    let sets =
      report.fronts.isEmpty
      ? ""
      : """
       Of a Pareto arm \(joined) are dominated by another member. A member that ends elsewhere in \
      other seeds has medians that no seed need have reached; Fronts shows what the seeds attained.
      """
    return """
      Small marks: final values of every surviving seed; large marks: medians over seeds.\(sets) \
      Arrows point where an objective improves. \(regionCaption(hasKnee))
      """
  }
}
