/// Collects nodes children first, which lets a node be wrapped around what already stands (a call
/// around its path, an operator around its left side) without moving anything. After each clause
/// of the file they are turned round, parents first.
struct TreeBuilder {
  /// Of the clause at hand, children first.
  private var drafts = GrowingBuffer<Draft>(expectedCount: 256)
  /// The same nodes, parents first.
  private var turned = GrowingBuffer<Node>(expectedCount: 256)
  private var nodes: [Node] = []
  private var turn = TreeTurn()
  private var hasErrors = false

  init(expectedCount: Int) {
    nodes.reserveCapacity(expectedCount)
    nodes.append(Node(first: 0, end: 0, size: 0, kind: .file))
  }

  /// A place in the list: every node added after it can become the child of one node.
  var mark: Int { drafts.count }

  /// What the last node is.
  var lastKind: SyntaxKind { drafts[drafts.count - 1].kind }

  /// Where the subtree of the last node begins.
  var lastMark: Int { drafts.count - Int(drafts[drafts.count - 1].size) }

  /// How many nodes stand below each other in the last subtree, its root counted.
  var lastHeight: Int { Int(drafts[drafts.count - 1].height) }

  /// Adds a node without children.
  @inline(__always)
  mutating func addLeaf(_ kind: SyntaxKind, tokens: Range<Int>) {
    append(kind, tokens, size: 1, height: 1)
  }

  /// Adds a node over everything since `mark`.
  mutating func add(_ kind: SyntaxKind, since mark: Int, tokens: Range<Int>) {
    var height: UInt16 = 0
    var child = drafts.count - 1
    while child >= mark {
      let draft = drafts[child]
      height = max(height, draft.height)
      child -= Int(draft.size)
    }
    if kind == .error { hasErrors = true }
    append(kind, tokens, size: drafts.count - mark + 1, height: height + 1)
  }

  @inline(__always)
  private mutating func append(_ kind: SyntaxKind, _ tokens: Range<Int>, size: Int, height: UInt16)
  {
    drafts.append(
      Draft(
        first: UInt32(truncatingIfNeeded: tokens.lowerBound),
        end: UInt32(truncatingIfNeeded: tokens.upperBound),
        size: UInt32(truncatingIfNeeded: size),
        height: height,
        kind: kind
      )
    )
  }

  /// Ends a clause of the file. Every node of it stands below the last.
  mutating func endClause() {
    turn.run(drafts.elements, into: &turned)
    nodes.append(contentsOf: turned.elements)
    drafts.reset()
  }

  /// The whole tree, below a node over the tokens before `end`. To be called once, last.
  mutating func finish(end: Int) -> NodeTable {
    drafts.deallocate()
    turned.deallocate()
    nodes[0] = Node(
      first: 0,
      end: UInt32(truncatingIfNeeded: end),
      size: UInt32(truncatingIfNeeded: nodes.count),
      kind: .file
    )
    return NodeTable(nodes, hasErrors: hasErrors)
  }
}
