import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelDriver
import DBModelEstimation
import DBModelQuery
import DBModelSemantics
import DBModelStatistics
import DBModelWorkload

/// The page of one name: its documentation, and what the design makes of it.
struct HoverText {
  let snapshot: EditorSnapshot
  let symbol: Symbol

  private var workload: Workload { snapshot.design?.pipeline.workload ?? snapshot.model.workload }
  private var facts: DesignFacts? { snapshot.design.map { DesignFacts(pipeline: $0.pipeline) } }

  var markdown: String {
    var parts = [title]
    if let text = documentation { parts.append(Markdown.escaped(text)) }
    switch symbol.kind {
    case .entity: parts += entity
    case .pattern: parts += pattern
    case .attribute: parts += attribute
    case .parameter: parts += parameter
    case .store: parts += store
    case .service: parts += service
    case .index, .table: parts += structure
    default: break
    }
    return parts.joined(separator: "\n\n")
  }

  private var title: String {
    let kind = EditorSnapshot.article(symbol.kind).split(separator: " ").dropFirst()
      .joined(separator: " ")
    let name = snapshot.symbols.qualifiedName(of: symbol.id)
    let detail = snapshot.detail(of: symbol)
    let form = detail.isEmpty ? "" : ": \(Markdown.code(detail))"
    return "**\(kind)** \(Markdown.code(name))\(form)"
  }

  private var documentation: String? {
    guard let span = symbol.declarations.first, let tree = snapshot.tree(span.file) else {
      return nil
    }
    return tree.documentation(ofNameAt: span, of: symbol.kind)
  }

  private var entity: [String] {
    guard let entity = workload.entities.first(where: { $0.name == symbol.name }) else { return [] }
    var lines: [String] = []
    let rows = entity.rowCount.value.map { FigureFormatter.number($0) } ?? "an unknown number of"
    lines.append("\(rows) rows")
    guard let facts else { return [list(lines)] }
    for (table, layout) in facts.layouts(of: entity.id) {
      lines[0] =
        "\(rows) rows, \(FigureFormatter.bytes(facts.itemBytes(layout, in: table))) an item"
      lines.append("table \(Markdown.code(table.name))")
      lines.append(
        "partition key " + TablesSection.describe(table.partitionKey, layout.partitionKey, entity)
      )
      if let key = table.sortKey, let template = layout.sortKey {
        lines.append("sort key " + TablesSection.describe(key, template, entity))
      }
      for index in table.indexes
      where index.members.contains(where: { $0.entity == entity.id }) {
        let keys = index.keyAttributes.map(\.name)
        lines.append("index \(Markdown.code(index.name)) on \(Markdown.list(keys))")
      }
    }
    if let (table, holder, rows) = facts.holder(of: entity.id) {
      lines.append(
        "in \(Markdown.code(rows.field.name)) of each \(Markdown.code(workload[holder].name)), table"
          + " \(Markdown.code(table.name))"
      )
    }
    for table in facts.tables(of: entity.id) {
      lines.append("table \(Markdown.code(table.name)), key \(Markdown.list(table.primaryKey))")
      for index in table.indexes {
        let keys = index.columns.map(\.column)
        lines.append("index \(Markdown.code(index.name)) on \(Markdown.list(keys))")
      }
    }
    return [list(lines)]
  }

  private var pattern: [String] {
    guard let facts, let pattern = workload.patterns.first(where: { $0.name == symbol.name }),
      let access = facts.access(of: pattern.id)
    else { return [] }
    var lines: [String] = []
    switch access.path {
    case .dynamoDB(let path):
      for request in path.requests {
        let condition = RequestsSection.condition(request, pattern, workload)
        let tail = condition.isEmpty ? "" : ": \(Markdown.code(condition))"
        lines.append("\(request.kind.rawValue) on \(Markdown.code(request.structure))\(tail)")
      }
    case .sql: lines.append("SQL on \(Markdown.list(access.structures))")
    case .none(let reasons): lines += reasons.prefix(3).map(Markdown.escaped)
    }
    if let units = facts.units(of: pattern.id) {
      let parts = [(units.reads, "read units"), (units.writes, "write units")]
        .filter { $0.0.high > 0 }.map { DesignFacts.text($0.0, $0.1) }
      if !parts.isEmpty { lines.append(parts.joined(separator: ", ") + " a call") }
    }
    for heat in facts.pipeline.estimates.heat where access.structures.contains(heat.structure) {
      let isWrite = heat.total(isWrite: false).high <= 0
      let hottest = heat.hottestKey(isWrite: isWrite)
      if hottest.unitsPerSecond.high > 0 {
        let units = DesignFacts.text(
          hottest.unitsPerSecond,
          "\(isWrite ? "write" : "read") units/s"
        )
        lines.append("hottest key of \(Markdown.code(heat.structure)): \(units) from all patterns")
      }
    }
    if let latency = facts.latency(of: pattern.id), let time = latency.milliseconds {
      let budget = latency.budget.map {
        ", bound \(FigureFormatter.range(low: $0.milliseconds, high: $0.milliseconds, unit: "ms"))"
      }
      lines.append("latency \(DesignFacts.text(time.interval, "ms"))\(budget ?? "")")
    }
    if let cost = facts.monthlyCost(of: pattern.id) {
      lines.append("requests \(DesignFacts.text(cost, "USD/month"))")
    }
    return [list(lines)]
  }

  /// The patterns that name it.
  private var attribute: [String] {
    var users: [String] = []
    for occurrence in snapshot.symbols.occurrences(of: symbol.id) {
      let name = workload.patterns.first { pattern in
        pattern.span.file == occurrence.span.file && pattern.span.lower <= occurrence.span.lower
          && occurrence.span.upper <= pattern.span.upper
      }?.name
      if let name { users.append(name) }
    }
    let names = users.uniqued()
    return names.isEmpty ? ["used by no access pattern"] : ["used by \(Markdown.list(names))"]
  }

  private var parameter: [String] {
    guard let owner = symbol.parent,
      let pattern = workload.patterns.first(where: { $0.name == snapshot.symbols[owner].name }),
      let parameter = pattern.parameters.first(where: { $0.name == symbol.name })
    else { return [] }
    var lines: [String] = []
    for skew in pattern.skews where skew.parameter == parameter.id {
      lines.append(Markdown.code(snapshot.sources[skew.span.file].text(skew.span)))
    }
    if parameter.isOptional {
      lines.append("given in \(FigureFormatter.number(parameter.givenShare * 100))% of the calls")
    }
    if parameter.isFromCaller { lines.append("taken from who asks") }
    return lines.isEmpty ? [] : [list(lines)]
  }

  private var store: [String] {
    guard let store = workload.stores.first(where: { $0.name == symbol.name }) else { return [] }
    let names = workload.entities.filter { entity in
      if case .link = entity.origin { return false }
      return entity.home == store.id
    }.map(\.name)
    var lines = [names.isEmpty ? "home of no entity" : "home of \(Markdown.list(names))"]
    if let cost = facts?.pipeline.cost {
      let own = cost.lines.filter { $0.store == store.id }
      if !own.isEmpty {
        let total = own.reduce(Interval.zero) { $0 + $1.usDollarsPerMonth.interval }
        lines.append(DesignFacts.text(total, "USD/month"))
      }
    }
    return [list(lines)]
  }

  private var service: [String] {
    guard let service = workload.services.first(where: { $0.name == symbol.name }) else {
      return []
    }
    let names = workload.patterns.filter { $0.services.contains(service.id) }.map(\.name)
    return names.isEmpty ? ["asks nothing"] : ["asks \(Markdown.list(names))"]
  }

  private var structure: [String] {
    guard let names = snapshot.patterns(through: symbol) else { return [] }
    return names.isEmpty ? ["serves no access pattern"] : ["serves \(Markdown.list(names))"]
  }

  private func list(_ lines: [String]) -> String { lines.map { "- \($0)" }.joined(separator: "\n") }
}

extension EditorSnapshot {
  /// The patterns that go through a table or index that was written down, or through the derived
  /// tables of an entity; `nil` before the model was judged.
  func patterns(through symbol: Symbol) -> [String]? {
    guard let design else { return nil }
    let facts = DesignFacts(pipeline: design.pipeline)
    switch symbol.kind {
    case .entity:
      let workload = design.pipeline.workload
      guard let entity = workload.entities.first(where: { $0.name == symbol.name }) else {
        return nil
      }
      var structures: Set<String> = []
      for (table, _) in facts.layouts(of: entity.id) {
        structures.insert(table.name)
        for index in table.indexes { structures.insert("\(table.name).\(index.name)") }
      }
      for table in facts.tables(of: entity.id) { structures.insert(table.name) }
      return design.pipeline.design.accesses
        .filter { access in
          // A table may hold several entities: what counts is whether requests touch this one.
          if case .dynamoDB(let path) = access.path {
            return path.requests.contains { $0.rowEntities(workload).contains(entity.id) }
          }
          return !structures.isDisjoint(with: access.structures)
        }
        .map { workload[$0.pattern].name }
    case .table, .index:
      let path = symbols.path(of: symbol.id)
      guard let root = path.last, root.kind == .design else { return nil }
      let name = path.dropLast().reversed().map(\.name).joined(separator: ".")
      return facts.patterns(through: name, ofDesign: root.name)
    default: return nil
    }
  }
}
