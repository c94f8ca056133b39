import DBModelDiagnostics

extension SyntaxTree {
  /// The nodes that hold a byte offset, the file first, the smallest last.
  public func nodes(at offset: Int) -> [SyntaxNode] {
    var chain = [root]
    var current = root
    while true {
      let next = current.children.first { child in
        !child.tokens.isEmpty && child.span.lower <= offset && offset < child.span.upper
      }
      guard let next else { return chain }
      chain.append(next)
      current = next
    }
  }
}
