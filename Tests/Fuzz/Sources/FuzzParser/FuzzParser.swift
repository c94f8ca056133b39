import DBModelDiagnostics
import DBModelSyntax

/// What holds for the tree of any bytes; stops the process where it does not.
public func checkParser(_ bytes: [UInt8]) {
  let file = SourceFile(id: FileID(0), path: "fuzz", bytes: bytes)
  let (tree, diagnostics) = parse(file)
  precondition(tree.reassembled == bytes, "bytes are lost")
  precondition(diagnostics.count <= 101, "too many findings")
  precondition(tree.nodeCount <= 4 * bytes.count + 16, "more nodes than the file has room for")
  for finding in diagnostics {
    guard let primary = finding.primary else { preconditionFailure("a finding without a place") }
    precondition(primary.span.upper <= bytes.count, "a finding outside the file")
    precondition(!finding.title.contains(where: \.isNewline), "a line end in a title")
    for edit in finding.fixes.flatMap(\.edits) {
      precondition(edit.span.upper <= bytes.count, "a fix outside the file")
    }
  }
  let hasError = walk(tree.root, depth: 0)
  guard diagnostics.isEmpty else { return }
  precondition(!hasError, "an error nobody reported")
  precondition(hasPartners(tree), "a bracket without its partner, which nobody reported")
}

/// Whether every bracket has its partner.
private func hasPartners(_ tree: SyntaxTree) -> Bool {
  var open: [TokenKind] = []
  for token in tree.tokens {
    switch token.kind {
    case .leftParen, .leftBrace: open.append(token.kind)
    case .rightParen: if open.popLast() != .leftParen { return false }
    case .rightBrace: if open.popLast() != .leftBrace { return false }
    default: break
    }
  }
  return open.isEmpty
}

/// Reads every node by every reader; returns whether one is an error.
private func walk(_ node: SyntaxNode, depth: Int) -> Bool {
  precondition(depth < 2000, "a tree too high to recurse into")
  _ = (node.quantity?.integer, node.quantity?.value, node.stringValue, node.documentation)
  _ = (node.name, node.rangeQuantities, node.dateLiteral, node.timeLiteral, node.operatorSpan)
  var hasError = node.kind == .error
  var before = node.tokens.startIndex
  var count = 0
  for child in node.children {
    precondition(child.tokens.startIndex >= before, "children out of order")
    before = child.tokens.endIndex
    count += 1
    if walk(child, depth: depth + 1) { hasError = true }
  }
  precondition(before <= node.tokens.endIndex, "a child outside its parent")
  checkShape(node, count)
  return hasError
}

/// What whoever reads the tree relies on.
private func checkShape(_ node: SyntaxNode, _ count: Int) {
  switch node.kind {
  case .binary: precondition(count == 2 && !node.operatorText.isEmpty, "a binary of \(count)")
  case .unary: precondition(count == 1 && !node.operatorText.isEmpty, "a unary of \(count)")
  case .assignment:
    precondition((1...2).contains(count) && !node.operatorText.isEmpty, "an assignment")
  case .range:
    let bounds = node.rangeBounds
    precondition(bounds.lower != nil || bounds.upper != nil, "a range without bounds")
  case .call: precondition(!node.pathSegments.isEmpty, "a call without a name")
  case .number: precondition(node.quantity != nil, "a number without a value")
  case .label: precondition(node.name != nil, "a label without a name")
  default: break
  }
}

/// Where libFuzzer comes in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  checkParser(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
