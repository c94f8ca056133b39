import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Reads of relational stores that hand over all there is, and that is a lot: rows of their own
/// entity, and related rows that they nest.
struct LongAnswerJudge {
  /// Rows of an answer from which on it is worth a word. Judgement: 10,000 rows of 100 bytes are a
  /// megabyte, which somebody waits for.
  static let manyRows = 10_000.0

  let workload: Workload
  let store: Store
  /// Those that run on the store.
  let patterns: [AccessPattern]

  /// Rows of one entity in an answer.
  private struct Part {
    let node: ReadNode
    let rows: Interval
    /// For each row above; `nil` for the rows that are asked for.
    let each: Interval?
  }

  func findings() -> [Diagnostic] {
    let counts = AnsweredRows(workload: workload)
    return patterns.compactMap { pattern in
      guard pattern.schedule == nil, case .read(let read) = pattern.operation,
        case .read(let shape) = PatternShape(pattern, workload: workload),
        let own = own(pattern, read, counts)
      else { return nil }
      let nested = counts.nested(shape.root, below: own).map {
        Part(node: $0.node, rows: $0.rows, each: $0.each)
      }
      let all = [Part(node: shape.root, rows: own, each: nil)] + nested
      // What ends the rows themselves does not end what each of them leads to.
      let isEnded = read.limit != nil || read.page != nil
      let endless = isEnded ? nested : all
      // A whole table has a finding of its own.
      guard isEnded || read.filter != nil,
        endless.reduce(0, { $0 + $1.rows.low }) >= Self.manyRows,
        let largest = endless.max(by: { $0.rows.low < $1.rows.low })
      else { return nil }
      return finding(pattern, read, all, largest)
    }
  }

  /// Rows of the entity that is read; of pages, which are calls of their own, one.
  private func own(_ pattern: AccessPattern, _ read: Read, _ counts: AnsweredRows) -> Interval? {
    guard let all = counts.answered(pattern) else { return nil }
    guard let page = read.page else { return all }
    return Interval(min(all.low, Double(page.rows)), min(all.high, Double(page.rows)))
  }

  // MARK: Words

  private func finding(
    _ pattern: AccessPattern,
    _ read: Read,
    _ all: [Part],
    _ largest: Part
  ) -> Diagnostic {
    let own = all[0].rows
    let name = largest.node.path.joined(separator: ".")
    let isNested = largest.each != nil
    let what =
      isNested
      ? "\(FigureFormatter.counted(largest.rows, "row")) of `\(name)` in "
        + FigureFormatter.counted(own, "row")
      : "\(FigureFormatter.interval(own)) rows"
    return Diagnostic(
      WorkloadRules.longAnswer,
      "`\(pattern.name)` answers with \(what), and nothing ends \(isNested ? "them" : "it")",
      at: isNested
        ? Label(pattern.nameSpan, "all rows of `\(name)` that there are")
        : Label(read.filter?.span ?? pattern.nameSpan, "all rows that match"),
      notes: all.prefix(6).map(arithmetic) + lists(pattern)
        + ["they are as many more as the table grows"],
      help: [
        isNested
          ? "read `\(name)` in a pattern of its own with `page 50` or `limit`, or make it a job with "
            + "`schedule`" : "write `page 50` or `limit`, or make it a job with `schedule`"
      ],
      path: "access \(pattern.name)"
    )
  }

  private func arithmetic(_ part: Part) -> String {
    let bytes = AnsweredRows.bytes(part.node, in: workload)
    let rows = FigureFormatter.interval(part.rows)
    let each = part.each.map { ", \(FigureFormatter.interval($0)) for each row above" } ?? ""
    return "\(rows) rows of `\(workload[part.node.entity].name)`\(each) x "
      + "\(FigureFormatter.bytes(bytes.rounded())) = "
      + "\(FigureFormatter.interval(part.rows * bytes, "B")) for each call"
  }

  /// How many elements lists have, which multiply what is found.
  private func lists(_ pattern: AccessPattern) -> [String] {
    guard case .read(let shape) = PatternShape(pattern, workload: workload) else { return [] }
    return shape.filter.memberships.prefix(3).compactMap { list in
      let parameter = pattern[list.parameter]
      guard case .many(_, let count) = parameter.type else { return nil }
      let most = count.maximum.map { ", up to \(FigureFormatter.number($0))" } ?? ""
      return "`\(parameter.name)` has \(FigureFormatter.number(count.average)) elements on average"
        + most
    }
  }
}
