public import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
public import DBModelWorkload

/// A physical design as text that a person can review: tables, then the way of each pattern, then
/// the choices.
public struct PlanText {
  private let workload: Workload
  private let design: PhysicalDesign
  private var lines: [String] = []

  /// The whole design.
  public static func render(_ design: PhysicalDesign, of workload: Workload) -> String {
    var text = PlanText(workload: workload, design: design)
    for store in design.stores { text.add(store) }
    for access in design.accesses { text.add(access) }
    for choice in design.choices { text.add(choice) }
    return text.lines.joined(separator: "\n") + "\n"
  }

  /// The way of one pattern, one line for each request or index.
  public static func lines(
    of access: PatternAccess,
    workload: Workload,
    design: PhysicalDesign
  ) -> [String] {
    var text = PlanText(workload: workload, design: design)
    text.addPath(access.path, pattern: workload[access.pattern])
    return text.lines
  }

  private init(workload: Workload, design: PhysicalDesign) {
    self.workload = workload
    self.design = design
  }

  // MARK: Structures

  private mutating func add(_ store: StoreDesign) {
    let name = workload.stores.isEmpty ? "" : workload[store.store].name
    switch store {
    case .dynamoDB(let design):
      lines.append("store \(name): dynamodb")
      for table in design.tables { add(table) }
    case .relational(let design):
      lines.append("store \(name): relational")
      for table in design.tables { add(table) }
    }
    lines.append("")
  }

  private mutating func add(_ table: DynamoDBTable) {
    let keys = [table.partitionKey] + [table.sortKey].compactMap { $0 }
    var head = "  table \(table.name) (\(keys.map(Self.key).joined(separator: ", ")))"
    if let expiry = table.timeToLive { head += " expires by \(expiry)" }
    if table.hasStream { head += " stream" }
    lines.append(head)
    for layout in table.layouts {
      let entity = workload[layout.entity]
      let templates = [layout.partitionKey] + [layout.sortKey].compactMap { $0 }
      var line = "    item \(entity.name): "
      line += templates.map { template($0, entity) }.joined(separator: ", ")
      for extra in layout.synthetic {
        line += " + \(extra.name) = \(template(extra.template, entity))"
      }
      lines.append(line)
      for rows in layout.embedded {
        let names = EmbeddedCodec(rows, workload: workload).nameFields
        let own = workload[rows.entity]
        let text = template(.text(KeySegment.joined(names)), own)
        lines.append("      \(rows.field.name): a map of \(own.name) by \(text)")
      }
    }
    for own in table.guards {
      let entity = workload[own.entity]
      let names = own.fields.map { entity[$0].name }.joined(separator: ", ")
      lines.append("    guard of \(entity.name).\(names): \(template(own.template, entity))")
    }
    for index in table.indexes {
      let owner = index.members.map { workload[$0.entity].name }.joined(separator: ", ")
      lines.append(
        "    \(index.isLocal ? "local index" : "index") \(index.name) of \(owner):"
          + " \(index.partitionKey.map(Self.key).joined(separator: ", "))"
          + " / \(index.sortKey.map(Self.key).joined(separator: ", "))"
          + " \(projection(index.projection))"
      )
    }
  }

  private static func key(_ attribute: KeyAttribute) -> String {
    "\(attribute.name) \(attribute.type.rawValue)"
  }

  private func projection(_ projection: IndexProjection) -> String {
    switch projection {
    case .all: "all"
    case .keysOnly: "keys only"
    case .include(let names): "include \(names.joined(separator: ", "))"
    }
  }

  private func template(_ template: KeyTemplate, _ entity: Entity) -> String {
    switch template {
    case .native(let field): return entity[field].name
    case .shard(let fields, let count):
      let names = fields.map { "{\(entity[$0].name)}" }.joined(separator: KeyEncoding.separator)
      if count == 1 { return "0" }
      return "crc32(\"\(names)\") mod \(count)"
    case .text(let segments):
      let text = segments.map { segment in
        switch segment {
        case .literal(let literal): literal
        case .field(let field): "{\(entity[field].name)}"
        }
      }
      return "\"\(text.joined())\""
    }
  }

  private mutating func add(_ table: RelationalTable) {
    lines.append("  table \(table.name) (\(table.primaryKey.joined(separator: ", ")))")
    let columns = table.columns.map { $0.isNullable ? "\($0.name)?" : $0.name }
    lines.append("    columns \(columns.joined(separator: ", "))")
    for unique in table.uniques {
      lines.append("    unique \(unique.name) (\(unique.columns.joined(separator: ", ")))")
    }
    for key in table.foreignKeys {
      lines.append(
        "    foreign key \(key.name) (\(key.columns.joined(separator: ", "))) ->"
          + " \(key.referencedTable) (\(key.referencedColumns.joined(separator: ", ")))"
          + " on delete \(key.deleteAction.rawValue)"
      )
    }
    for index in table.indexes {
      let columns = index.columns.map { $0.isDescending ? "\($0.column) desc" : $0.column }
      let included =
        index.included.isEmpty ? "" : " include (\(index.included.joined(separator: ", ")))"
      lines.append("    index \(index.name) (\(columns.joined(separator: ", ")))\(included)")
    }
  }

  // MARK: Paths

  private mutating func add(_ access: PatternAccess) {
    lines.append("access \(workload[access.pattern].name)")
    addPath(access.path, pattern: workload[access.pattern])
  }

  private mutating func addPath(_ path: PatternAccess.Path, pattern: AccessPattern) {
    switch path {
    case .none(let reasons):
      lines.append("  no path")
      lines += reasons.map { "    because \($0)" }
    case .sql(let path):
      if !path.plannedIndexes.isEmpty {
        lines.append("  uses \(path.plannedIndexes.joined(separator: ", "))")
      }
      if !path.plannedScans.isEmpty {
        lines.append("  reads all of \(path.plannedScans.joined(separator: ", "))")
      }
      lines += path.reasons.map { "    because \($0)" }
    case .dynamoDB(let path):
      if path.isTransactional { lines.append("  in one transaction") }
      for (position, request) in path.requests.enumerated() {
        let text = RequestText(workload: workload, pattern: pattern)
        var line = "  \(position): \(text.line(request))"
        if !request.isCompanion, path.isTransactional(at: position), !path.isTransactional {
          line += " in one transaction with"
        }
        let node = path.nodes[position].joined(separator: ".")
        if !node.isEmpty { line += " for \(node)" }
        for more in path.collectionNodes[position] {
          line += " with \(more.joined(separator: "."))"
        }
        lines.append(line)
      }
      for step in path.clientSteps { lines.append("  then \(clientStep(step, pattern))") }
      if path.isOrderedByKey { lines.append("  in the order of the key") }
      lines += path.reasons.map { "    because \($0)" }
    }
  }

  private func clientStep(_ step: ClientStep, _ pattern: AccessPattern) -> String {
    switch step {
    case .filter(let condition):
      "filter \(ExpressionText(workload: workload, pattern: pattern).text(condition))"
    case .sort: "sort"
    case .limit(let count): "keep \(count)"
    case .aggregate: "aggregate"
    }
  }

  // MARK: Choices

  private mutating func add(_ choice: Choice) {
    lines.append("")
    lines.append("\(choice.subject): \(choice.decision)")
    lines += choice.because.map { "  because \($0)" }
    lines += choice.alternatives.map { "  instead of \($0)" }
    if !choice.wantedBy.isEmpty {
      let names = choice.wantedBy.map { workload[$0].name }.joined(separator: ", ")
      lines.append("  wanted by \(names)")
    }
  }
}
