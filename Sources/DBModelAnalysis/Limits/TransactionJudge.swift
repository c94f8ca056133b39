import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The items of a transaction at their declared bounds against what one transaction carries. The
/// number of its actions decides whether there is a path at all: planning judges it.
struct TransactionJudge {
  let workload: Workload
  let design: DynamoDBDesign
  let paths: [(pattern: PatternID, path: DynamoDBPath)]

  func findings() -> [Diagnostic] {
    paths.compactMap { $0.path.isTransactional ? finding(workload[$0.pattern], $0.path) : nil }
  }

  private func finding(_ pattern: AccessPattern, _ path: DynamoDBPath) -> Diagnostic? {
    let limit = DynamoDBLimits.transactionBytes
    let sizes = ItemSizes(workload: workload)
    var total = 0.0
    var notes: [String] = []
    // A guard is some dozens of bytes, 2 KB at the most.
    for request in path.requests
    where request.kind.isWrite && request.guarding == nil && request.keeping?.isByStream != true {
      guard let entity = request.entities.first, let table = design.table(named: request.table),
        let layout = table.layout(of: entity)
      else { continue }
      let each = min(
        sizes.extent(layout, in: table).plainMaximumBytes,
        DynamoDBLimits.itemBytes.value
      )
      let count = largestCount(request, pattern)
      total += each * count
      notes.append(
        "\(FigureFormatter.number(count)) x `\(workload[entity].name)` of up to "
          + FigureFormatter.range(low: each, high: each, unit: "B")
      )
    }
    guard total > limit.value else { return nil }
    let figure = FigureFormatter.range(low: total, high: total, unit: "B")
    return Diagnostic(
      WorkloadRules.transactionBytes,
      "`\(pattern.name)` may change \(figure) in one transaction",
      at: Label(pattern.nameSpan, "refused above 4 MB"),
      notes: notes + [
        "together \(figure), texts in ASCII; a transaction carries "
          + FigureFormatter.range(low: limit.value, high: limit.value, unit: "B")
      ],
      help: ["lower the bounds, or write the large part outside of the transaction"],
      path: "access \(pattern.name)"
    )
  }

  private func largestCount(_ request: DynamoDBRequest, _ pattern: AccessPattern) -> Double {
    let parameter: ParameterID?
    switch request.repetition {
    case .perElement(let list): parameter = list
    case .once, .perRow, .perShard: parameter = request.source
    }
    guard let parameter, case .many(_, let count) = pattern[parameter].type else { return 1 }
    return count.maximum ?? count.average
  }
}
