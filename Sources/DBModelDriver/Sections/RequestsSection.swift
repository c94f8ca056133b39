package import DBModelDesign
import DBModelEstimation
import DBModelPlanning
import DBModelQuery
import DBModelReport
import DBModelStatistics
package import DBModelWorkload

/// How each pattern is served: its requests, where they go, and what one call costs.
package struct RequestsSection {
  let workload: Workload
  let accesses: [PatternAccess]
  let estimates: Estimates

  var blocks: [ReportBlock] {
    let rows = accesses.flatMap { access -> [[ReportCell]] in
      switch access.path {
      case .dynamoDB(let path): return requests(access, path)
      case .none(let reasons):
        return [[ReportCell(name(access)), "–", "", ReportCell(reasons.first ?? "no way"), "", ""]]
      case .sql: return []
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(level: 2, "Access patterns and their requests"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("pattern"), ReportColumn("request"), ReportColumn("on"),
            ReportColumn("key condition"), ReportColumn("reads", .trailing, unit: "units/call"),
            ReportColumn("writes", .trailing, unit: "units/call"),
          ],
          rows: rows
        )
      ),
    ]
  }

  private func name(_ access: PatternAccess) -> String { "`\(workload[access.pattern].name)`" }

  private func requests(_ access: PatternAccess, _ path: DynamoDBPath) -> [[ReportCell]] {
    let costs = estimates.units(of: access.pattern)?.requests ?? []
    var rows: [[ReportCell]] = []
    for (index, request) in path.requests.enumerated() {
      let cost = costs.indices.contains(index) ? costs[index] : nil
      let reads = cost?.readUnits ?? .zero
      let writes = (cost?.writeUnits ?? []).reduce(Interval.zero) { $0 + $1.units }
      var operation = request.kind.rawValue
      if request.kind.isWrite, path.isTransactional(at: index) {
        operation = "Transact \(operation)"
      } else if request.keeping?.isByStream == true {
        operation = "Stream \(operation)"
      }
      rows.append([
        ReportCell(index == 0 ? name(access) : ""), ReportCell(operation),
        ReportCell("`\(request.structure)`"),
        ReportCell(Self.condition(request, workload[access.pattern], workload)),
        figure(reads), figure(writes),
      ])
    }
    let steps = path.clientSteps.map(Self.describe)
    if !steps.isEmpty {
      rows.append(["", "client", "", ReportCell(steps.joined(separator: ", ")), "", ""])
    }
    return rows
  }

  private func figure(_ interval: Interval) -> ReportCell {
    if interval == .zero { return "" }
    return ReportCell(
      ReportFigure(low: interval.low, high: interval.high, unit: ""),
      withUnit: false
    )
  }

  /// `customer = $customer, placed between …, descending`.
  package static func condition(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ workload: Workload
  ) -> String {
    let text = RequestText(workload: workload, pattern: pattern)
    var parts = [text.keyCondition(request)].filter { !$0.isEmpty }
    if let filter = text.filter(request) { parts.append("filter \(filter)") }
    if let embedded = text.embedded(request) { parts.append(embedded) }
    if request.guarding != nil {
      parts.append(request.kind == .putItem ? "if it is not there" : "if it was there")
    }
    if request.keeping != nil { parts.append("set \(text.assigned(request))") }
    if request.readBefore != nil { parts.append("if still as read") }
    if request.isStrong { parts.append("strong") }
    if request.isDescending { parts.append("descending") }
    switch request.repetition {
    case .once: break
    case .perElement: parts.append("for each element")
    case .perRow: parts.append("for each row found")
    case .perShard(1): break
    case .perShard(let count): parts.append("\(count) Queries, one for each shard")
    }
    return parts.joined(separator: ", ")
  }

  private static func describe(_ step: ClientStep) -> String {
    switch step {
    case .filter: "keeps what matches"
    case .sort: "sorts"
    case .limit(let rows): "keeps \(rows)"
    case .aggregate: "groups and sums"
    }
  }
}
