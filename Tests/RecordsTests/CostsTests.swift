import Records
import Testing

@Suite("Costs turn values so that less is better")
struct CostsTests {
  let objectives = [Objective("fit", .minimize), Objective("weights", .maximize)]

  @Test func aMaximizedValueChangesItsSign() {
    #expect(objectives.costs(of: [2, 3]).values == [2, -3])
  }

  @Test(
    arguments: [[0.5, -7], [.infinity, -.infinity], [0, 0], [-1e300, 1e-300]] as [[Double]])
  func turningTwiceGivesTheValuesBack(values: [Double]) {
    #expect(objectives.values(of: objectives.costs(of: values)) == values)
  }

  static let pairs: [(left: [Double], right: [Double], dominates: Bool)] = [
    ([1, 1], [1, 1], false), ([1, 1], [1, 0], true), ([0, 1], [1, 1], true),
    ([0, 1], [1, 2], false), ([.nan, 1], [.nan, 0], false), ([.nan, 1], [1, 0], false),
    ([0, 1], [.nan, 0], false), ([-.infinity, .infinity], [0, 0], true),
  ]

  @Test(arguments: pairs)
  func dominance(left: [Double], right: [Double], dominates: Bool) {
    #expect(objectives.costs(of: left).dominates(objectives.costs(of: right)) == dominates)
  }

  @Test func nobodyDominatesInBothWays() {
    let values = [-1.0, 0, 1, .nan]
    let points = values.flatMap { x in values.map { objectives.costs(of: [x, $0]) } }
    for left in points {
      #expect(!left.dominates(left))
      for right in points { #expect(!(left.dominates(right) && right.dominates(left))) }
    }
  }
}
