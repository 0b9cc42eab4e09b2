/// A set of ranks in `0..<capacity` that finds the nearest member below or above at once: a tree of
/// bits, 64 branches a node.
struct RankSet: ~Copyable {
  private let words: UnsafeMutablePointer<UInt64>
  /// Where each level's words start, the members themselves first.
  private let starts: [Int]
  private let total: Int

  init(capacity: Int) {
    var (starts, length, total) = ([Int](), max(capacity, 1), 0)
    repeat {
      starts.append(total)
      length = (length + 63) / 64
      total += length
    } while length > 1
    (self.starts, self.total) = (starts, total)
    words = .allocate(capacity: total)
    words.initialize(repeating: 0, count: total)
  }

  deinit { words.deallocate() }

  /// Empties the set.
  func removeAll() { words.update(repeating: 0, count: total) }

  /// Adds a member.
  func insert(_ rank: Int) {
    var position = rank
    for start in starts {
      let word = start &+ position &>> 6
      let wasEmpty = words[word] == 0
      words[word] |= 1 &<< UInt64(position & 63)
      if !wasEmpty { return }
      position &>>= 6
    }
  }

  /// Takes a member out.
  func remove(_ rank: Int) {
    var position = rank
    for start in starts {
      let word = start &+ position &>> 6
      words[word] &= ~(1 &<< UInt64(position & 63))
      if words[word] != 0 { return }
      position &>>= 6
    }
  }

  /// The greatest member below a rank, or −1.
  func member(below rank: Int) -> Int {
    var position = rank
    for level in starts.indices {
      let (word, bit) = (position &>> 6, UInt64(position & 63))
      let found = bit == 0 ? 0 : words[starts[level] &+ word] & (~0 &>> (64 &- bit))
      if found != 0 {
        var member = word &<< 6 | (63 &- found.leadingZeroBitCount)
        for lower in stride(from: level &- 1, through: 0, by: -1) {
          member = member &<< 6 | (63 &- words[starts[lower] &+ member].leadingZeroBitCount)
        }
        return member
      }
      position = word
    }
    return -1
  }

  /// The least member above a rank, or −1.
  func member(above rank: Int) -> Int {
    var position = rank
    for level in starts.indices {
      let (word, bit) = (position &>> 6, UInt64(position & 63))
      let found = bit == 63 ? 0 : words[starts[level] &+ word] & (~0 &<< (bit &+ 1))
      if found != 0 {
        var member = word &<< 6 | found.trailingZeroBitCount
        for lower in stride(from: level &- 1, through: 0, by: -1) {
          member = member &<< 6 | words[starts[lower] &+ member].trailingZeroBitCount
        }
        return member
      }
      position = word
    }
    return -1
  }
}
