import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// The invariants of every tree.
enum TreeCheck {
  static func check(
    _ bytes: [UInt8],
    seed: UInt64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(id: FileID(0), path: "any", bytes: bytes)
    let (tree, diagnostics) = parse(file)
    var broken: [String] = []
    if tree.reassembled != bytes { broken.append("bytes are lost") }
    if diagnostics.count > 101 { broken.append("\(diagnostics.count) findings") }
    for finding in diagnostics {
      guard let span = finding.primary?.span, span.upper <= bytes.count else {
        broken.append("a finding outside the file")
        continue
      }
      if finding.title.contains(where: \.isNewline) { broken.append("a line end in a title") }
    }
    walk(tree.root, depth: 0, &broken)
    if tree.root.span.upper > bytes.count { broken.append("the root is longer than the file") }
    let errors = tree.nodes { $0.kind == .error }
    if !errors.isEmpty, diagnostics.isEmpty { broken.append("an error nobody reported") }
    if diagnostics.isEmpty, !hasPartners(tree) { broken.append("a bracket without its partner") }
    if !broken.isEmpty {
      Issue.record(
        "seed \(seed): \(broken) in \(String(decoding: bytes, as: UTF8.self))",
        sourceLocation: sourceLocation
      )
    }
  }

  private static func hasPartners(_ tree: SyntaxTree) -> Bool {
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

  private static func walk(_ node: SyntaxNode, depth: Int, _ broken: inout [String]) {
    if depth > 2000 { return broken.append("a tree too high to recurse into") }
    var before = node.tokens.startIndex
    var count = 0
    for child in node.children {
      count += 1
      if child.tokens.startIndex < before { broken.append("children out of order") }
      before = child.tokens.endIndex
      walk(child, depth: depth + 1, &broken)
    }
    if before > node.tokens.endIndex { broken.append("a child outside its \(node.kind)") }
    read(node, count, &broken)
  }

  /// Every reader of values takes any node.
  private static func read(_ node: SyntaxNode, _ count: Int, _ broken: inout [String]) {
    _ = (node.quantity?.integer, node.quantity?.value, node.stringValue, node.documentation)
    _ = (node.name, node.rangeQuantities, node.dateLiteral, node.timeLiteral, node.text)
    switch node.kind {
    case .binary:
      if count != 2 || node.operatorText.isEmpty { broken.append("a binary of \(count)") }
    case .unary, .assignment:
      if !(1...2).contains(count) || node.operatorText.isEmpty { broken.append("\(node.kind)") }
    case .range:
      let bounds = node.rangeBounds
      if bounds.lower == nil && bounds.upper == nil { broken.append("a range without bounds") }
    case .call:
      if node.pathSegments.isEmpty { broken.append("a call without a name") }
    case .number:
      if node.quantity == nil { broken.append("a number without a value") }
    case .label:
      if node.name == nil { broken.append("a label without a name") }
    default: break
    }
  }
}

extension SyntaxTree {
  func nodes(where test: (SyntaxNode) -> Bool) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var stack = [root]
    while let node = stack.popLast() {
      if test(node) { found.append(node) }
      stack += node.children
    }
    return found
  }
}

enum Samples {
  static func shop() throws -> [UInt8] {
    let path = GoldenFile.repository.appendingPathComponent("samples/shop/shop.dbmodel")
    return Array(try Data(contentsOf: path))
  }
}

/// Random rows of things that occur in models.
enum TokenSoup {
  private static let parts = [
    "entity", "access", "store", "a", "b.c", "db.r6g.2xlarge", "name:", "set", "if", "where", "and",
    "or", "not", "in", "true", "null", "(", ")", "(", ")", "{", "}", "{", "}", ",", ":", "*", "?",
    "->", "=", "+=", "-=", "==", "!=", "<", "<=", "+", "-", "/", "..", ".", ".paid", "$x", "$x.y",
    "1", "40M", "5%/month", "250/s", "10 ms", "10ms", "-5", "0..5M", "1..", "..9", "2027-06-30",
    "02:00", "\"text\"", "\"", "\"\"\"", "\\", "// c", "/// d", "\n", "\n", "\n", "\n", "\r\n",
    "\t", "é", "\u{0}", "#", "'", "f(", "now()", "12345678901234567890", "\nentity A {\n",
  ]

  static func make(_ random: inout SplitMix64, count: ClosedRange<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: count, using: &random) {
      bytes += Array(parts[Int.random(in: 0..<parts.count, using: &random)].utf8)
      if Int.random(in: 0..<4, using: &random) > 0 { bytes.append(0x20) }
    }
    return bytes
  }
}
