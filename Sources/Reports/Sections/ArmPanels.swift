import Records
import Stability

extension Material {
  /// How many arms have a picture of their own: the many of a sweep differ little from neighbors.
  static let armsWithPictures = 24

  /// The arms that have a picture of their own.
  var picturedArms: [ArmReport] {
    Array(arms.filter { !runs($0.name).isEmpty }.prefix(Material.armsWithPictures))
  }

  /// One picture an arm, all on the same axes.
  var armPanels: [Figure] {
    let shown = picturedArms
    let pictures = shown.map {
      ObjectivePicture(self, title: title($0), members: members($0.name))
    }
    let scales = ObjectivePicture.scales(pictures)
    return zip(shown, pictures).enumerated().map { index, pair in
      let summary = "Objectives of \(pair.0.name) over the steps"
      return pair.1.panel(scales).figure("arm-\(index + 1)", summary: summary)
    }
  }

  private func title(_ arm: ArmReport) -> String {
    let q = arm.q.map { "Q \(Numeral.fixed($0, 2))" }
    return arm.name + " · " + (arm.status == .rated ? q ?? "front" : arm.status.rawValue)
  }
}
