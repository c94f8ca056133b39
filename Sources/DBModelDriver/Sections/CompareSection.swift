import DBModelDesign
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// A design that somebody wrote down beside the derived one: requests, units, indexes, heat, cost.
struct CompareSection {
  let pipeline: Pipeline
  let route: Pipeline.FixedRoute

  private var comparison: DesignComparison { DesignComparison(pipeline: pipeline, route: route) }
  private var name: String { route.design.name }
  private var store: StoreID { route.design.store }
  private var workload: Workload { pipeline.workload }

  var blocks: [ReportBlock] {
    let derived = pipeline.design.accesses.filter { $0.store == store }
    guard !derived.isEmpty else { return [] }
    return [
      .heading(
        level: 2,
        "Design `\(name)` beside the derived one of `\(workload[store].name)`"
      ),
      .table(summary), .table(patterns(derived)),
    ] + notServed(derived)
  }

  // MARK: In all

  private var summary: ReportTable {
    let derivedTables = comparison.derivedDesign?.tables ?? []
    var rows = [
      row("tables", count(route.design.tables.tables.count), count(derivedTables.count)),
      row(
        "indexes",
        count(route.design.tables.tables.reduce(0) { $0 + $1.indexes.count }),
        count(derivedTables.reduce(0) { $0 + $1.indexes.count })
      ),
      row("patterns it serves", count(comparison.served.written), count(comparison.served.derived)),
    ]
    if let costs = comparison.usDollarsPerMonth {
      rows.append([
        "cost of the patterns both serve, USD/month", money(costs.written), money(costs.derived),
      ])
    }
    for isWrite in [false, true] {
      rows.append([
        ReportCell("hottest key, \(isWrite ? "write" : "read") units/s at peak"),
        hottest(route.estimates, isWrite: isWrite),
        hottest(pipeline.estimates, isWrite: isWrite),
      ])
    }
    return ReportTable(
      columns: [
        ReportColumn("in all"), ReportColumn(name, .trailing), ReportColumn("derived", .trailing),
      ],
      rows: rows
    )
  }

  private func row(_ what: String, _ fixed: ReportCell, _ derived: ReportCell) -> [ReportCell] {
    [ReportCell(what), fixed, derived]
  }

  private func count(_ value: Int) -> ReportCell { ReportCell("\(value)") }

  private func hottest(_ estimates: Estimates, isWrite: Bool) -> ReportCell {
    let structures = estimates.heat.map {
      ($0.structure, $0.hottestKey(isWrite: isWrite).unitsPerSecond)
    }
    guard let most = structures.max(by: { $0.1.high < $1.1.high }), most.1.high > 0 else {
      return "–"
    }
    let figure = ReportFigure(low: most.1.low, high: most.1.high, unit: "").text
    return ReportCell("\(figure) of `\(most.0)`")
  }

  private func money(_ interval: Interval) -> ReportCell {
    ReportCell(
      ReportFigure(low: interval.low, high: interval.high, unit: "USD"),
      withUnit: false
    )
  }

  // MARK: By pattern

  private func patterns(_ derived: [PatternAccess]) -> ReportTable {
    let rows = derived.map { access -> [ReportCell] in
      let fixed = route.routes.accesses.first { $0.pattern == access.pattern }
      return [
        ReportCell("`\(workload[access.pattern].name)`"),
        ReportCell(fixed.map(requests) ?? "no table of its entities"),
        units(fixed, route.estimates), ReportCell(requests(access)),
        units(access, pipeline.estimates),
      ]
    }
    return ReportTable(
      columns: [
        ReportColumn("pattern"), ReportColumn(name),
        ReportColumn("\(name), units/call", .trailing), ReportColumn("derived"),
        ReportColumn("derived, units/call", .trailing),
      ],
      rows: rows
    )
  }

  private func requests(_ access: PatternAccess) -> String {
    switch access.path {
    case .dynamoDB(let path):
      path.requests.map { "\($0.kind.rawValue) `\($0.structure)`" }.joined(separator: ", ")
    case .none: "not served"
    case .sql: "–"
    }
  }

  private func units(_ access: PatternAccess?, _ estimates: Estimates) -> ReportCell {
    guard let access, access.path.isServed, let units = estimates.units(of: access.pattern) else {
      return "–"
    }
    let sum = units.readUnits + units.writeUnits
    return ReportCell(ReportFigure(low: sum.low, high: sum.high, unit: ""), withUnit: false)
  }

  /// What the written design cannot serve, and why.
  private func notServed(_ derived: [PatternAccess]) -> [ReportBlock] {
    let lines = route.routes.accesses.compactMap { access -> ReportOutlineLine? in
      guard case .none(let reasons) = access.path else { return nil }
      return ReportOutlineLine(
        0,
        "`\(workload[access.pattern].name)`: " + reasons.joined(separator: "; ")
      )
    }
    return lines.isEmpty
      ? [] : [.heading(level: 3, "What `\(name)` does not serve"), .outline(lines)]
  }
}
