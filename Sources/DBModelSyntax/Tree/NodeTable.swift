/// A node as it is stored.
struct Node: BitwiseCopyable, Sendable {
  /// Its tokens: the first, and one past the last.
  let first: UInt32
  let end: UInt32
  /// How many nodes its subtree has, itself counted.
  let size: UInt32
  let kind: SyntaxKind
}

/// The nodes of a tree, parents before children.
struct NodeTable: Sendable {
  let list: [Node]

  /// Whether there is a node the parser could not read; most files have none, and need not be
  /// searched for them.
  let hasErrors: Bool

  init(_ list: [Node], hasErrors: Bool) {
    self.list = list
    self.hasErrors = hasErrors
  }

  var count: Int { list.count }
  func kind(_ index: Int) -> SyntaxKind { list[index].kind }
  func first(_ index: Int) -> Int { Int(list[index].first) }
  func end(_ index: Int) -> Int { Int(list[index].end) }
  func size(_ index: Int) -> Int { Int(list[index].size) }
}
