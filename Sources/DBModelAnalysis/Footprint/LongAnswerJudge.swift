import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Reads of relational stores that hand over all there is, and that is a lot.
struct LongAnswerJudge {
  /// Rows of an answer from which on it is worth a word. Judgement: 10,000 rows of 100 bytes are a
  /// megabyte, which somebody waits for.
  static let manyRows = 10_000.0

  let workload: Workload
  let store: Store
  /// Those that run on the store.
  let patterns: [AccessPattern]

  func findings() -> [Diagnostic] {
    let counts = AnsweredRows(workload: workload)
    return patterns.compactMap { pattern in
      // A whole table has a finding of its own.
      guard pattern.schedule == nil, case .read(let read) = pattern.operation, read.filter != nil,
        read.limit == nil,
        read.page == nil, let rows = counts.answered(pattern), rows.low >= Self.manyRows
      else { return nil }
      let bytes = read.projection.fields.reduce(0.0) { sum, field in
        let field = workload[read.entity][field]
        return sum + field.presentShare * AttributeSizes.value(field.type).meanBytes
      }
      let entity = workload[read.entity].name
      return Diagnostic(
        WorkloadRules.longAnswer,
        "`\(pattern.name)` answers with \(FigureFormatter.interval(rows)) rows, and nothing ends it",
        at: Label(read.filter?.span ?? pattern.nameSpan, "all rows that match"),
        notes: [
          "\(FigureFormatter.interval(rows)) rows of `\(entity)` x "
            + "\(FigureFormatter.bytes(bytes.rounded())) = "
            + "\(FigureFormatter.interval(rows * bytes, "B")) for each call",
          "they are as many more as the table grows",
        ],
        help: ["write `page 50` or `limit`, or make it a job with `schedule`"],
        path: "access \(pattern.name)"
      )
    }
  }
}
