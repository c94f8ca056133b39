import DBModelDiagnostics

extension SyntaxTree {
  /// The tree as indented text, one node a line: its kind, and its text where it has no children.
  public var outline: String {
    var result = ""
    var open: [Int] = []
    for index in 0..<nodeCount {
      while let end = open.last, end <= index { open.removeLast() }
      let node = SyntaxNode(storage: storage, index: index)
      result += String(repeating: "  ", count: open.count) + "\(node.kind)"
      let sign = node.kind == .keyword ? "" : node.operatorText
      if !sign.isEmpty { result += " \(sign)" }
      let isLeaf = node.children.isEmpty
      if isLeaf || node.kind == .range, !node.tokens.isEmpty {
        result += " " + node.text.replacingLineEnds
      }
      result += "\n"
      open.append(index + storage.nodes.size(index))
    }
    return result
  }

  /// Every token with its trivia, joined: the file again, byte for byte.
  public var reassembled: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(file.bytes.count)
    for token in tokens {
      result += file.bytes[token.triviaSpan.lower..<token.triviaSpan.upper]
      result += file.bytes[token.span.lower..<token.span.upper]
    }
    return result
  }
}

extension String {
  fileprivate var replacingLineEnds: String {
    split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: "⏎")
  }
}
