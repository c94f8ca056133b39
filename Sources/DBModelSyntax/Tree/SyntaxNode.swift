public import DBModelDiagnostics

/// A node of the tree: cheap to copy, compared by place.
public struct SyntaxNode: Sendable, Hashable {
  let storage: SyntaxTree.Storage
  /// Its place in the tree, parents before children.
  public let index: Int

  /// The same place in the same tree.
  public static func == (a: SyntaxNode, b: SyntaxNode) -> Bool {
    a.index == b.index && a.storage === b.storage
  }

  /// By place; nodes of two trees may collide.
  public func hash(into hasher: inout Hasher) { hasher.combine(index) }

  /// The tree it stands in.
  public var tree: SyntaxTree { SyntaxTree(storage: storage) }
  /// What it is.
  public var kind: SyntaxKind { storage.nodes.kind(index) }

  /// The nodes directly below, in the order of the file.
  public var children: SyntaxChildren { SyntaxChildren(storage: storage, parent: index) }

  /// Its tokens, those of its children included. May be empty for `error` and an empty file.
  public var tokens: SyntaxTokens {
    SyntaxTokens(storage: storage, startIndex: firstTokenIndex, endIndex: endTokenIndex)
  }

  var firstTokenIndex: Int { storage.nodes.first(index) }
  var endTokenIndex: Int { storage.nodes.end(index) }

  /// From the first byte of its first token to the last of its last; empty, at the next token, for
  /// a node without tokens.
  public var span: SourceSpan {
    let first = firstTokenIndex
    let end = endTokenIndex
    let lower = storage.tokens.start(first)
    return SourceSpan(
      file: storage.file.id,
      lower: lower,
      upper: end > first ? storage.tokens.end(end - 1) : lower
    )
  }

  /// The text of the span.
  public var text: String { storage.file.text(span) }

  /// The first child of a kind.
  public func firstChild(_ kind: SyntaxKind) -> SyntaxNode? { children.first { $0.kind == kind } }

  /// Whether the parser could not read something of it; blocks are judged on their own.
  public var containsError: Bool {
    guard storage.nodes.hasErrors else { return false }
    var place = index
    let end = index + storage.nodes.size(index)
    while place < end {
      switch storage.nodes.kind(place) {
      case .error: return true
      case .block: place += storage.nodes.size(place)
      default: place += 1
      }
    }
    return false
  }

  /// Whether the parser could read all of it, blocks included.
  public var isReadWhole: Bool {
    !storage.nodes.hasErrors
      || (index..<index + storage.nodes.size(index)).allSatisfy { storage.nodes.kind($0) != .error }
  }

  /// The reserved word or operator: of `keyword`, `assignment`, `unary` and `binary`; two words
  /// (`not in`) are joined by one space. Empty for every other kind.
  public var operatorText: String { operatorTokens.map(\.text).joined(separator: " ") }

  /// Where that operator stands.
  public var operatorSpan: SourceSpan {
    let tokens = operatorTokens
    guard let first = tokens.first, let last = tokens.last else { return span }
    return first.span.union(last.span)
  }

  private var operatorTokens: SyntaxTokens {
    let children = Array(children)
    var range = firstTokenIndex..<firstTokenIndex
    switch (kind, children.count) {
    case (.keyword, _): range = firstTokenIndex..<endTokenIndex
    case (.unary, 1), (.assignment, 1): range = firstTokenIndex..<children[0].firstTokenIndex
    case (.binary, 2), (.assignment, 2):
      range = children[0].endTokenIndex..<children[1].firstTokenIndex
    default: break
    }
    return SyntaxTokens(storage: storage, startIndex: range.lowerBound, endIndex: range.upperBound)
  }
}

/// The children of a node. The next one is found from the size of the one before.
public struct SyntaxChildren: Sequence, Sendable {
  let storage: SyntaxTree.Storage
  let parent: Int

  /// Steps from child to child.
  public struct Iterator: IteratorProtocol {
    let storage: SyntaxTree.Storage
    var position: Int
    let end: Int

    /// The next child, in the order of the file.
    public mutating func next() -> SyntaxNode? {
      guard position < end else { return nil }
      defer { position += storage.nodes.size(position) }
      return SyntaxNode(storage: storage, index: position)
    }
  }

  /// How many there are.
  public var underestimatedCount: Int {
    var count = 0
    var position = parent + 1
    let end = parent + storage.nodes.size(parent)
    while position < end {
      count += 1
      position += storage.nodes.size(position)
    }
    return count
  }

  /// Begins at the first child.
  public func makeIterator() -> Iterator {
    Iterator(
      storage: storage,
      position: parent + 1,
      end: parent + storage.nodes.size(parent)
    )
  }

  /// Whether there are no children.
  public var isEmpty: Bool { storage.nodes.size(parent) == 1 }
  /// The first child.
  public var first: SyntaxNode? { isEmpty ? nil : SyntaxNode(storage: storage, index: parent + 1) }
}
