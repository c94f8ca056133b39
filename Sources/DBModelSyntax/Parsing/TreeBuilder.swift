/// Collects nodes children first, which lets a node be wrapped around what already stands (a call
/// around its path, an operator around its left side) without moving anything. `finish()` turns
/// the arrays round, parents first, in one pass.
struct TreeBuilder {
  private(set) var kinds: [SyntaxKind] = []
  private var firsts: [UInt32] = []
  private var ends: [UInt32] = []
  private var sizes: [UInt32] = []
  private var heights: [UInt16] = []

  init(expectedCount: Int) {
    kinds.reserveCapacity(expectedCount)
    firsts.reserveCapacity(expectedCount)
    ends.reserveCapacity(expectedCount)
    sizes.reserveCapacity(expectedCount)
    heights.reserveCapacity(expectedCount)
  }

  /// A place in the list: every node added after it can become the child of one node.
  var mark: Int { kinds.count }

  /// Where the subtree of the last node begins.
  var lastMark: Int { kinds.count - Int(sizes[kinds.count - 1]) }

  /// How many nodes stand below each other in the last subtree, its root counted.
  var lastHeight: Int { Int(heights[kinds.count - 1]) }

  /// Adds a node over everything since `mark`.
  mutating func add(_ kind: SyntaxKind, since mark: Int, tokens: Range<Int>) {
    var height: UInt16 = 0
    var child = kinds.count - 1
    while child >= mark {
      height = max(height, heights[child])
      child -= Int(sizes[child])
    }
    heights.append(height + 1)
    sizes.append(UInt32(truncatingIfNeeded: kinds.count - mark + 1))
    kinds.append(kind)
    firsts.append(UInt32(truncatingIfNeeded: tokens.lowerBound))
    ends.append(UInt32(truncatingIfNeeded: tokens.upperBound))
  }

  func finish() -> NodeTable {
    let count = kinds.count
    var table = NodeTable(count: count)
    guard count > 0 else { return table }
    // `place[i]` is the place, parents first, of the node that stands at `i` children first. A
    // parent stands behind all its children, so walking backwards knows it before them.
    var place = [UInt32](repeating: 0, count: count)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let at = Int(place[index])
      table.set(at, kinds[index], firsts[index], ends[index], sizes[index])
      var end = at + Int(sizes[index])
      var child = index - 1
      let floor = index - Int(sizes[index])
      while child > floor {
        end -= Int(sizes[child])
        place[child] = UInt32(truncatingIfNeeded: end)
        child -= Int(sizes[child])
      }
    }
    return table
  }
}

/// The nodes of a tree, parents before children.
struct NodeTable: Sendable {
  private(set) var kinds: [SyntaxKind]
  private(set) var firsts: [UInt32]
  private(set) var ends: [UInt32]
  /// How many nodes a subtree has, its root counted.
  private(set) var sizes: [UInt32]

  init(count: Int) {
    kinds = [SyntaxKind](repeating: .file, count: count)
    firsts = [UInt32](repeating: 0, count: count)
    ends = firsts
    sizes = firsts
  }

  mutating func set(
    _ index: Int,
    _ kind: SyntaxKind,
    _ first: UInt32,
    _ end: UInt32,
    _ size: UInt32
  ) {
    kinds[index] = kind
    firsts[index] = first
    ends[index] = end
    sizes[index] = size
  }
}
