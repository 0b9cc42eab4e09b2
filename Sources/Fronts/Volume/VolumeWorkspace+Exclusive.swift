/// Four objectives, and the exclusive volume of a point in space that they stand on.
extension VolumeWorkspace {
  /// Four objectives: by ascending last coordinate, each point adds the volume of space that it
  /// alone dominates from there on.
  func sweepFour(
    _ rows: UnsafePointer<Double>, _ count: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    order.sort(rows, width: 4, column: 3, count: count)
    var (volume, size) = (0.0, 0)
    for i in 0..<count {
      let row = rows + 4 &* Int(order.entries[i].index)
      let point = Solid(x: row[0], y: row[1], z: row[2])
      let gain = exclusiveSolid(point, size, reference)
      guard gain > 0 else { continue }
      volume += gain * (reference[3] - row[3])
      size = addSolid(point, size)
    }
    return volume
  }

  /// Puts a point among the first `size` solids, by height, and takes out those it dominates;
  /// returns how many there are then.
  private func addSolid(_ point: Solid, _ size: Int) -> Int {
    var write = count(size) { $0.z < point.z }
    var carried = point
    for read in write..<size {
      let solid = solids[read]
      if solid.x >= point.x && solid.y >= point.y { continue }
      solids[write] = carried
      write &+= 1
      carried = solid
    }
    solids[write] = carried
    return write &+ 1
  }

  /// How many of the first `size` solids satisfy a condition that holds up to some height.
  @inline(__always)
  private func count(_ size: Int, _ isBelow: (Solid) -> Bool) -> Int {
    var (low, high) = (0, size)
    while low < high {
      let middle = (low &+ high) &>> 1
      if isBelow(solids[middle]) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The volume of `[p, r]` in space that none of the first `size` solids dominates.
  ///
  /// - Parameters:
  ///   - point: Strictly better than the reference.
  ///   - size: How many ``solids`` there are, by ascending height.
  func exclusiveSolid(
    _ point: Solid, _ size: Int, _ reference: UnsafePointer<Double>
  ) -> Double {
    var stair = Staircase(
      steps: stairs, x: point.x, y: point.y, right: reference[0], top: reference[1])
    let above = count(size) { $0.z <= point.z }
    // The nearest below first: they cut off most of what the others would have to be cut from.
    var i = above
    while i > 0 {
      i &-= 1
      let solid = solids[i]
      if solid.x < stair.right && solid.y < stair.top {
        if solid.x <= point.x && solid.y <= point.y { return 0 }
        _ = stair.add(solid.x, solid.y)
      }
    }
    i = above
    var (area, volume, height) = (stair.area, 0.0, point.z)
    while i < size {
      let solid = solids[i]
      i &+= 1
      guard solid.x < stair.right && solid.y < stair.top else { continue }
      if solid.x <= point.x && solid.y <= point.y {
        return volume + area * (solid.z - height)
      }
      let loss = stair.add(solid.x, solid.y)
      guard loss > 0 else { continue }
      volume += area * (solid.z - height)
      (area, height) = (area - loss, solid.z)
    }
    return volume + area * (reference[2] - height)
  }
}

/// What points cut from a rectangle `[x, right) × [y, top)`: corners by ascending first and
/// descending second coordinate. A point left of the rectangle lowers its top, one below it moves
/// its right edge.
struct Staircase {
  let steps: UnsafeMutablePointer<VolumeWorkspace.Step>
  var count = 0
  let x, y: Double
  var right, top: Double

  init(
    steps: UnsafeMutablePointer<VolumeWorkspace.Step>, x: Double, y: Double, right: Double,
    top: Double
  ) {
    (self.steps, self.x, self.y, self.right, self.top) = (steps, x, y, right, top)
  }

  /// The area that is left.
  var area: Double {
    var (area, left, ceiling) = (0.0, x, top)
    for i in 0..<count {
      area += (steps[i].x - left) * (ceiling - y)
      (left, ceiling) = (steps[i].x, steps[i].y)
    }
    return area + (right - left) * (ceiling - y)
  }

  /// Cuts off what a point dominates; returns the area lost, 0 when there is nothing to lose.
  ///
  /// - Precondition: The point is left of `right`, under `top` and does not dominate the corner.
  @inline(__always)
  mutating func add(_ px: Double, _ py: Double) -> Double {
    var first = 0
    while first < count, steps[first].x <= px { first &+= 1 }
    var ceiling = first == 0 ? top : steps[first &- 1].y
    guard py < ceiling else { return 0 }
    let bottom = max(py, y)
    var (area, left, last) = (0.0, max(px, x), first)
    while last < count, steps[last].y >= bottom {
      area += (steps[last].x - left) * (ceiling - bottom)
      (left, ceiling) = (steps[last].x, steps[last].y)
      last &+= 1
    }
    area += ((last == count ? right : steps[last].x) - left) * (ceiling - bottom)
    if px <= x {
      top = py
      replace(0, last)
    } else if py <= y {
      right = px
      count = first
    } else {
      replace(first, last, by: VolumeWorkspace.Step(x: px, y: py))
    }
    return area
  }

  @inline(__always)
  private mutating func replace(
    _ first: Int, _ last: Int, by step: VolumeWorkspace.Step? = nil
  ) {
    let start = step == nil ? first : first &+ 1
    let shift = start &- last
    if shift > 0 {
      var i = count
      while i > last {
        i &-= 1
        steps[i &+ 1] = steps[i]
      }
    } else if shift < 0 {
      for i in last..<count { steps[i &+ shift] = steps[i] }
    }
    if let step { steps[first] = step }
    count &+= shift
  }
}
