/// A node before it has its place.
struct Draft: BitwiseCopyable {
  let first: UInt32
  let end: UInt32
  /// How many nodes its subtree has, itself counted.
  let size: UInt32
  let height: UInt16
  let kind: SyntaxKind
}

/// Turns a subtree that stands children first into one that stands parents first.
///
/// A parent stands behind all its children, so walking backwards its place is known before theirs:
/// the root's is 0, and children fill the places up to their parent's end, the last child first.
struct TreeTurn {
  /// A node whose children are being placed: where they begin among the drafts, and where the
  /// sibling before it ends.
  private struct Open {
    let floor: Int
    let end: Int
  }

  /// As deep as the tree is high; kept between runs for its memory.
  private var open: [Open] = []

  /// - Parameter drafts: One subtree, its root last.
  mutating func run(
    _ drafts: UnsafeMutableBufferPointer<Draft>,
    into turned: inout GrowingBuffer<Node>
  ) {
    turned.reset(count: drafts.count)
    let nodes = turned.elements
    open.removeAll(keepingCapacity: true)
    var floor = -1
    var end = drafts.count
    var index = drafts.count - 1
    while index >= 0 {
      while index == floor, let outer = open.popLast() { (floor, end) = (outer.floor, outer.end) }
      let draft = drafts[index]
      let size = Int(draft.size)
      let place = end - size
      nodes[place] = Node(first: draft.first, end: draft.end, size: draft.size, kind: draft.kind)
      if size > 1 {
        open.append(Open(floor: floor, end: place))
        floor = index - size
        end = place + size
      } else {
        end = place
      }
      index -= 1
    }
  }
}
