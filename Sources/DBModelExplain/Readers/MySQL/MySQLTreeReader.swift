import DBModelDiagnostics

/// Reads MySQL's EXPLAIN FORMAT=TREE and EXPLAIN ANALYZE: steps behind `-> `, four spaces deeper
/// than what they belong to.
struct MySQLTreeReader {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var nodeCount: Int
  private var open: [(column: Int, node: PlanNode)] = []
  private var roots: [PlanNode] = []

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  mutating func read(_ passage: PlanPassage) throws(PlanProblem) -> PlanTree {
    var whole: [PlanLine] = []
    for line in passage.lines where !line.isBlank {
      if let last = whole.indices.last, !line.trimmed.starts(with: "-> ".utf8) {
        whole[last].bytes += line.bytes
      } else {
        whole.append(line)
      }
    }
    for line in whole { try take(line) }
    close(to: -1)
    return MySQLIterators.tree(roots)
  }

  private mutating func take(_ line: PlanLine) throws(PlanProblem) {
    let column = line.indentation
    let trimmed = line.trimmed
    let place = line.offset + (trimmed.startIndex - line.bytes.startIndex) + 3
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      throw PlanProblem(title: "the file holds more than \(limits.nodes) steps", offset: place)
    }
    close(to: column)
    guard open.count < limits.depth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: place,
        notes: ["limit: \(limits.depth) steps"]
      )
    }
    let text = String(decoding: trimmed.dropFirst(3), as: UTF8.self)
    let (words, figures) = Self.split(text[...])
    var node = MySQLOperation.node(String(words))
    MySQLIterators.take(figures, &node)
    let lower = min(place, file.bytes.count)
    node.span = SourceSpan(
      file: file.id,
      lower: lower,
      upper: min(lower + words.utf8.count, file.bytes.count)
    )
    open.append((column, node))
  }

  private mutating func close(to column: Int) {
    while let last = open.last, last.column >= column || column < 0 {
      open.removeLast()
      if open.isEmpty {
        roots.append(last.node)
      } else {
        open[open.count - 1].node.children.append(last.node)
      }
    }
  }

  /// The words, and the figures behind two spaces: `(cost=1.2 rows=3) (actual time=…)`.
  private static func split(_ text: Substring) -> (words: Substring, figures: [PlanProperty]) {
    let marks = ["  (cost=", "  (rows=", " (actual time=", " (actual rows=", " (never executed)"]
    var first: Substring.Index?
    for mark in marks {
      guard let range = PlanText.lastRange(of: mark, in: text) else { continue }
      if range.lowerBound < (first ?? text.endIndex) { first = range.lowerBound }
    }
    guard let first else { return (text, []) }
    return (text[..<first].trimmedEnd, PostgreSQLTextFigures.read(text[first...]))
  }
}
