extension Front {
  /// The index of the knee: the nondominated point that lies farthest below the hyperplane through
  /// the ends of the normalized front.
  ///
  ///     yₖ = (cₖ − idealₖ)/(nadirₖ − idealₖ),   distance = (1 − Σₖ yₖ)/√m
  ///
  /// Ideal and nadir are the best and worst cost of each objective among the nondominated points;
  /// for two objectives the hyperplane `Σ y = 1` goes through the two ends of the front.
  ///
  /// - Returns: The first of equally distant points; `nil` where no point lies below the hyperplane
  ///   (a straight or concave front), or an objective does not vary among the nondominated points.
  /// - SeeAlso: Das, Structural Optimization 18 (1999), "On characterizing the knee of the Pareto
  ///   curve based on normal-boundary intersection".
  public func knee() -> Int? {
    let members = nondominated()
    guard let front = subset(members) else { return nil }
    let (ideal, nadir) = (front.ideal, front.nadir)
    guard zip(ideal, nadir).allSatisfy({ $0 < $1 }) else { return nil }
    let sums = members.map { index in
      zip(cost(index), zip(ideal, nadir)).reduce(0) { sum, part in
        sum + (part.0 - part.1.0) / (part.1.1 - part.1.0)
      }
    }
    guard let least = sums.min(), let place = sums.firstIndex(of: least) else { return nil }
    // Rounding alone puts the points of a straight front this far below.
    let rounding = 4 * Double(objectives) * Double.ulpOfOne
    return least < 1 - rounding ? members[place] : nil
  }
}
