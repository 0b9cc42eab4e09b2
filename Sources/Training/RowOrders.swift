import Tensors

/// The order in which each lane of a block goes through the rows of its data.
///
/// Every pass has an order of its own, drawn for the seed alone: lanes of one seed go through the
/// rows in the same order, whatever their arm. Rows that fill no whole batch are left out of the
/// pass (PyTorch's `drop_last=True`).
final class RowOrders {
  /// Where the rows of the present batch begin, one a lane.
  let batch: UnsafeMutablePointer<UnsafePointer<Int32>>
  private let orders: UnsafeMutablePointer<Int32>
  private let lanes: Int
  private let cut: BatchCut
  private var streams: [RandomStream]

  /// Begins before the first step.
  ///
  /// - Parameters:
  ///   - cut: Rows and batches.
  ///   - seeds: The seed of each lane in use.
  ///   - lanes: All lanes; those not in use follow the first.
  ///   - index: Which of the independent batches of a step; 0 is the one that is descended on.
  init(_ cut: BatchCut, seeds: [Int], lanes: Int, index: Int = 0) {
    (self.cut, self.lanes) = (cut, lanes)
    streams = seeds.map { RandomStream(seed: UInt64($0), purpose: .rowOrder, index: index) }
    orders = .allocate(capacity: seeds.count * cut.rows)
    orders.initialize(repeating: 0, count: seeds.count * cut.rows)
    batch = .allocate(capacity: lanes)
    batch.initialize(repeating: UnsafePointer(orders), count: lanes)
  }

  deinit {
    orders.deallocate()
    batch.deallocate()
  }

  /// Goes to the batch of a step.
  ///
  /// - Precondition: It was told of every step before, in turn.
  func advance(to step: Int) {
    let place = step % cut.batchesPerPass
    if place == 0 { drawOrders() }
    for lane in 0..<lanes { batch[lane] = UnsafePointer(order(lane) + place * cut.size) }
  }

  /// Goes past steps that were made before, from the start: their orders are drawn again.
  func skip(_ steps: Int) {
    for step in stride(from: 0, to: steps, by: cut.batchesPerPass) { advance(to: step) }
  }

  private func drawOrders() {
    for lane in streams.indices {
      let order = UnsafeMutableBufferPointer(start: order(lane), count: cut.rows)
      for row in 0..<cut.rows { order[row] = Int32(row) }
      streams[lane].shuffle(order)
    }
  }

  private func order(_ lane: Int) -> UnsafeMutablePointer<Int32> {
    orders + (lane < streams.count ? lane : 0) * cut.rows
  }
}
