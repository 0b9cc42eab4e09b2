import Neural
import Records
import Training

extension ProbeEvidence {
  /// The numbers, without findings.
  func inspection(of study: Study, steps: Int) -> Inspection {
    var inspection = Inspection(
      study: study.name, parameters: plan.layout.count, precision: precision.rawValue,
      seeds: views.count, steps: steps, optimizer: "\(study.optimizer)")
    inspection.objectives = objectives.indices.map(objectiveView)
    inspection.pairs = objectives.indices.flatMap { i in (0..<i).map { pairView($0, i) } }
    inspection.layers = units.indices.map(layerView)
    return inspection
  }

  private func objectiveView(_ i: Int) -> Inspection.ObjectiveView {
    var view = Inspection.ObjectiveView(
      name: objectives[i].name, direction: objectives[i].direction)
    view.start = Spread(path.values(i, atEnd: false))
    view.end = Spread(path.values(i, atEnd: true))
    view.gradientNorm = Spread(views.map { $0.start.norms[i] })
    let weights = weights(of: i)
    (view.weightAtStart, view.weight) = (weights?.start, weights?.path)
    return view
  }

  private func pairView(_ i: Int, _ j: Int) -> Inspection.PairView {
    var view = Inspection.PairView(first: objectives[i].name, second: objectives[j].name)
    let cosines = path.cosines(i, j)
    view.cosineAtStart = Spread(views.map { $0.cosine(i, j) })
    view.cosine = Spread(cosines, tail: 0.1)
    view.magnitudeSimilarity = Spread(
      path.norms(i, j).map { 2 / ($0.0 / $0.1 + $0.1 / $0.0) }, tail: 0.1)
    view.conflictShare = cosines.negativeShare
    return view
  }

  private func layerView(_ k: Int) -> Inspection.LayerView {
    var view = Inspection.LayerView(layer: k + 1, units: units[k])
    view.deadAtStart = Spread(deadAtStart.map { $0[k] })
    view.deadAtEnd = Spread(deadAtEnd.map { $0[k] })
    return view
  }
}
