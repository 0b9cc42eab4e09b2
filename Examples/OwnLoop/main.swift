// A balancer in a training loop of one's own: plain arrays, no model, no study.
import Poise

// Fit the line a + b·x to four points (minimize) and keep it steep (maximize): the two pull at b.
let points = [(x: 0.0, y: 1.0), (1, 3), (2, 5), (3, 7)]
let objectives = [Objective("misfit", .minimize), Objective("slope", .maximize)]

/// The objectives' values, and the gradients of their costs: that of what is maximized is turned.
func evaluate(_ a: Double, _ b: Double) -> (values: [Double], gradients: Matrix) {
  var (misfit, byA, byB) = (0.0, 0.0, 0.0)
  for (x, y) in points {
    let miss = a + b * x - y
    misfit += miss * miss / 4
    byA += miss / 2
    byB += miss * x / 2
  }
  return ([misfit, b], Matrix([[byA, byB], [0, -1]]))
}

var (a, b) = (0.0, 0.0)
var balancer = try Balancer(
  GradNorm(parameters: .allShared, losses: .exponential), objectives: objectives, seed: 0)
for step in 0...400 {
  let (values, gradients) = evaluate(a, b)
  let costs = objectives.costs(of: values)
  try balancer.decide(GivenPass(costs: costs, jacobian: gradients, step: step))
  let weights = balancer.decision.weights
  if step % 100 == 0 { print("step \(step): values \(values), weights \(weights)") }
  let direction = gradients.combination(weightedBy: weights)
  (a, b) = (a - 0.02 * direction[0], b - 0.02 * direction[1])
}
