import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// How each pattern is served: its requests, where they go, and what one call costs.
struct RequestsSection {
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
      if path.isTransactional, request.kind.isWrite { operation = "Transact \(operation)" }
      rows.append([
        ReportCell(index == 0 ? name(access) : ""), ReportCell(operation),
        ReportCell("`\(request.structure)`"), ReportCell(Self.condition(request, workload)),
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

  /// `pk = {order}, begins_with(sk, OrderLine#), descending`.
  static func condition(_ request: DynamoDBRequest, _ workload: Workload) -> String {
    var parts = request.keyEquals.map { value -> String in
      "\(value.attribute.name) = \(Self.value(value, workload[value.entity]))"
    }
    switch request.sortCondition {
    case nil: break
    case .beginsWith(let value)?:
      let prefix = Self.value(value, workload[value.entity])
      parts.append("begins_with(\(value.attribute.name), \(prefix))")
    case .compare(let comparison, let value)?:
      parts.append(
        "\(value.attribute.name) \(comparison.rawValue) \(Self.value(value, workload[value.entity]))"
      )
    case .between(let low, let high)?:
      parts.append(
        "\(low.attribute.name) between \(Self.value(low, workload[low.entity])) and "
          + Self.value(high, workload[high.entity])
      )
    }
    if request.filter != nil { parts.append("filter") }
    if request.isStrong { parts.append("strong") }
    if request.isDescending { parts.append("descending") }
    switch request.repetition {
    case .once: break
    case .perElement: parts.append("for each element")
    case .perRow: parts.append("for each row found")
    }
    return parts.joined(separator: ", ")
  }

  private static func value(_ value: KeyValue, _ entity: Entity) -> String {
    TablesSection.text(value.template.prefix(fields: value.operands.count), entity)
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

extension KeyTemplate {
  /// The template up to and including its first fields.
  fileprivate func prefix(fields count: Int) -> KeyTemplate {
    guard case .text(let segments) = self, count < fields.count else { return self }
    var kept: [KeySegment] = []
    var left = count
    for segment in segments {
      if case .field = segment {
        if left == 0 { break }
        left -= 1
      }
      kept.append(segment)
    }
    return .text(kept)
  }
}
