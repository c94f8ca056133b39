extension SyntaxNode {
  /// The items of each group of a clause.
  public var groupItems: [[SyntaxNode]] {
    children.compactMap { $0.kind == .group ? Array($0.children) : nil }
  }

  /// The clauses of a block.
  public var clauses: [SyntaxNode] { children.filter { $0.kind == .clause } }

  /// Every group of every clause of a block: commas and line ends separate alike.
  public var flatGroups: [SyntaxNode] {
    clauses.flatMap { clause in clause.children.filter { $0.kind == .group } }
  }

  /// A name without dots, or a reserved word.
  public var word: String? {
    switch kind {
    case .path: name
    case .keyword: operatorText
    default: nil
    }
  }

  /// Whether it is this word.
  public func isWord(_ text: String) -> Bool {
    switch kind {
    case .path: isNamed(text)
    case .keyword: operatorText == text
    default: false
    }
  }
}
