public import DBModelDiagnostics
import DBModelSyntax

/// A part of a file that an editor can fold away.
public struct EditorFold: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// A block, or parentheses over several lines.
    case block
    /// Comments on lines below each other.
    case comment
    /// From one heading, `// Title -----`, to the next.
    case section
    /// SQL as it was written.
    case text
  }

  public let kind: Kind
  /// From the first byte that stays visible to the last that is folded.
  public let span: SourceSpan
  /// Counted from 1; always before `endLine`.
  public let startLine: Int
  public let endLine: Int
}

extension EditorSnapshot {
  /// What can be folded in a file, by place; ranges nest or are apart.
  public func foldingRanges(in file: FileID) -> [EditorFold] {
    guard let tree = tree(file) else { return [] }
    var found = blocks(tree)
    let comments = CommentLines(tree)
    found += comments.runs.map { fold(.comment, $0.lowerBound, $0.upperBound, tree.file) }
    found += sections(comments, tree).map {
      fold(.section, $0.lowerBound, $0.upperBound, tree.file)
    }
    return found.sorted { a, b in
      a.span.lower == b.span.lower ? a.span.upper > b.span.upper : a.span.lower < b.span.lower
    }
  }

  private func blocks(_ tree: SyntaxTree) -> [EditorFold] {
    var found: [EditorFold] = []
    var open = [tree.root]
    while let node = open.popLast() {
      for child in node.children where !child.tokens.isEmpty {
        let span = child.span
        let start = tree.file.line(at: span.lower)
        let end = tree.file.line(at: max(span.lower, span.upper - 1))
        guard end > start else { continue }
        switch child.kind {
        case .block, .parens, .call:
          // A block without its brace reaches to wherever the parser gave up.
          let last = tree.file.bytes[span.upper - 1]
          if last == UInt8(ascii: "}") || last == UInt8(ascii: ")") {
            found.append(EditorFold(kind: .block, span: span, startLine: start, endLine: end))
          }
        case .rawString:
          found.append(EditorFold(kind: .text, span: span, startLine: start, endLine: end))
        default: break
        }
        open.append(child)
      }
    }
    return found
  }

  private func fold(_ kind: EditorFold.Kind, _ start: Int, _ end: Int, _ file: SourceFile)
    -> EditorFold
  {
    let lower = file.lineStarts[start - 1]
    let upper = end < file.lineStarts.count ? file.lineStarts[end] - 1 : file.bytes.count
    return EditorFold(
      kind: kind,
      span: SourceSpan(file: file.id, lower: lower, upper: max(lower, upper)),
      startLine: start,
      endLine: end
    )
  }

  /// From each heading to the last line that says something before the next one.
  private func sections(_ comments: CommentLines, _ tree: SyntaxTree) -> [ClosedRange<Int>] {
    var lastLine = tree.file.lineStarts.count
    var found: [ClosedRange<Int>] = []
    for heading in comments.headings.reversed() {
      var end = lastLine
      while end > heading, tree.file.text(ofLine: end).allSatisfy(\.isWhitespace) { end -= 1 }
      if end > heading { found.append(heading...end) }
      lastLine = heading - 1
    }
    return found.reversed()
  }
}

/// The lines of a file that hold nothing but a comment.
struct CommentLines {
  /// Two lines and more below each other; a heading is never among them.
  private(set) var runs: [ClosedRange<Int>] = []
  /// `// Title -----` at the margin, outside every block.
  private(set) var headings: [Int] = []

  init(_ tree: SyntaxTree) {
    var lines: [Int] = []
    var depth = 0
    for token in tree.tokens {
      let trivia = token.triviaSpan
      if !trivia.isEmpty { scan(trivia, tree.file, depth, &lines) }
      switch token.kind {
      case .leftBrace, .leftParen: depth += 1
      case .rightBrace, .rightParen: depth = max(0, depth - 1)
      default: break
      }
    }
    var index = 0
    while index < lines.count {
      var end = index
      while end + 1 < lines.count, lines[end + 1] == lines[end] + 1 { end += 1 }
      if end > index { runs.append(lines[index]...lines[end]) }
      index = end + 1
    }
  }

  private mutating func scan(
    _ trivia: SourceSpan,
    _ file: SourceFile,
    _ depth: Int,
    _ lines: inout [Int]
  ) {
    let first = file.line(at: trivia.lower)
    let last = file.line(at: trivia.upper)
    for line in first...last {
      let start = file.lineStarts[line - 1]
      guard start >= trivia.lower else { continue }
      let end = min(
        line < file.lineStarts.count ? file.lineStarts[line] : file.bytes.count,
        trivia.upper
      )
      let text = file.bytes[start..<max(start, end)]
      let content = text.drop { $0 == 0x20 || $0 == 0x09 }
      guard content.starts(with: "//".utf8) else { continue }
      let isHeading = content.reversed().drop { $0 <= 0x20 }.starts(with: "----".utf8)
      if isHeading, depth == 0, content.startIndex == start, !content.starts(with: "///".utf8) {
        headings.append(line)
      } else {
        lines.append(line)
      }
    }
  }
}
