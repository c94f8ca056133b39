import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is to be said about tables that a team has written down, beside the ways of the patterns
/// through them. A derived design has none of these by construction.
struct FixedDesignFindings {
  let context: PlanningContext
  let fixed: FixedDesign
  /// The ways of the patterns that the design has tables for.
  let accesses: [PatternAccess]

  private var workload: Workload { context.workload }
  private var tables: [DynamoDBTable] { fixed.tables.tables }
  private var suffix: String { " in design `\(fixed.name)`" }

  /// - Parameter route: The ways of the same patterns through other tables.
  func findings(route: (DynamoDBDesign) -> [PatternAccess]) -> [Diagnostic] {
    let judge = TableFindings(context: context, store: fixed.store, design: fixed)
    let fetches = FetchFindings(context: context, fixed: fixed, accesses: accesses)
    let filters = FilterFindings(context: context, fixed: fixed, accesses: accesses)
    return tables.flatMap(judge.findings) + tables.flatMap(unused) + fetches.findings(route: route)
      + filters.findings(route: route) + tables.flatMap(emptyKeys) + tables.flatMap(expiries)
  }

  // MARK: Indexes that nobody reads

  /// Where a pattern has no way at all or reads a whole table, its index may be the one that nobody
  /// reads: that pattern's finding says it.
  private func unused(_ table: DynamoDBTable) -> [Diagnostic] {
    let held = Set(table.layouts.map(\.entity))
    var isRead = false
    for access in accesses {
      guard case .dynamoDB(let path) = access.path else {
        if !held.isDisjoint(with: workload[access.pattern].touched) { return [] }
        continue
      }
      let own = path.requests.filter { $0.table == table.name }
      if own.contains(where: { $0.kind == .scan }) { return [] }
      isRead = isRead || !own.isEmpty
    }
    let used = Set(accesses.flatMap(\.structures))
    guard isRead else { return [] }
    return table.indexes.filter { !used.contains("\(table.name).\($0.name)") }
      .map { unused($0, of: table) }
  }

  private func unused(_ index: SecondaryIndex, of table: DynamoDBTable) -> Diagnostic {
    let name = "\(table.name).\(index.name)"
    let cost = DesignCost(context: context, store: fixed.store)
    let line = cost.lines(of: fixed.tables, accesses).first { $0.structure == name }
    var notes: [String] = []
    if let line {
      notes.append(
        "its upkeep a month: \(FigureFormatter.interval(line.writeUnitsPerMonth)) write units and "
          + "\(FigureFormatter.bytes(line.storedBytes.middle)) = "
          + PlanPhrase.dollars(cost.dollars(line))
      )
    }
    let twin = table.indexes.first {
      $0.name != index.name
        && $0.keyAttributes.prefix(index.keyAttributes.count).elementsEqual(
          index.keyAttributes
        )
    }
    if let twin { notes.append("`\(twin.name)` begins with the same key") }
    return Diagnostic(
      PlanningRules.unusedIndex,
      "no pattern reads index `\(name)`\(suffix)",
      at: Label(index.span ?? fixed.span, "written with its table, and never read"),
      notes: notes,
      help: ["drop it, or write down the pattern that reads it"],
      path: "design \(fixed.name)/\(name)"
    )
  }

  // MARK: Key values that the service refuses

  /// Key attributes of indexes that some pattern sets to the empty string.
  private func emptyKeys(_ table: DynamoDBTable) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: Set<FieldReference> = []
    for index in table.indexes {
      for member in index.members {
        for template in member.templates {
          guard let field = emptied(template, of: member.entity),
            seen.insert(field).inserted, let place = emptying(field)
          else { continue }
          found.append(emptyKey(field, at: place.span, by: place.pattern, index, table))
        }
      }
    }
    return found
  }

  /// The field that makes a key value empty; a text with a literal never is.
  private func emptied(_ template: KeyTemplate, of entity: EntityID) -> FieldReference? {
    if case .text(let segments) = template {
      let hasLiteral = segments.contains { if case .literal = $0 { true } else { false } }
      if hasLiteral { return nil }
    }
    let fields = template.fields.map { FieldReference(entity, $0) }
    return fields.allSatisfy(context.emptied.contains) ? fields.first : nil
  }

  private func emptying(_ field: FieldReference) -> (span: SourceSpan, pattern: AccessPattern)? {
    for (pattern, shape) in zip(workload.patterns, context.shapes) {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements where statement.entity == field.entity {
        for assignment in statement.assignments
        where assignment.field == field.field && assignment.value == .literal(.string("")) {
          return (assignment.span, pattern)
        }
      }
    }
    return nil
  }

  private func emptyKey(
    _ field: FieldReference,
    at span: SourceSpan,
    by pattern: AccessPattern,
    _ index: SecondaryIndex,
    _ table: DynamoDBTable
  ) -> Diagnostic {
    let name = "\(workload[field.entity].name).\(workload[field].name)"
    return Diagnostic(
      PlanningRules.emptyKeyValue,
      "`\(pattern.name)` makes a key of index `\(table.name).\(index.name)` empty\(suffix)",
      at: Label(span, "refused by the service"),
      secondary: index.span.map { [Label($0, "`\(name)` is part of its key")] } ?? [],
      notes: ["a key attribute of type string or binary has at least 1 byte, in an index as well"],
      help: [
        "set it to null, which takes the row out of the index, or key the index by a text with a"
          + " literal"
      ],
      path: "design \(fixed.name)/access \(pattern.name)"
    )
  }

  // MARK: Expiry

  /// A table has one expiry attribute: entities that disagree about it lose rows or keep them for
  /// ever.
  private func expiries(_ table: DynamoDBTable) -> [Diagnostic] {
    guard let expiry = table.timeToLive else { return [] }
    func own(_ entity: Entity) -> Attribute? {
      entity.attributes.first { $0.flags.contains(.timeToLive) }
    }
    let entities = table.layouts.map { workload[$0.entity] }
    guard let first = entities.lazy.compactMap(own).first else { return [] }
    return entities.compactMap { entity -> Diagnostic? in
      if let declared = own(entity) {
        guard declared.name != expiry else { return nil }
        return expiryFinding(
          "items of `\(entity.name)` never expire: table `\(table.name)` expires by `\(expiry)`",
          at: Label(declared.span, "expires by another attribute"),
          first,
          entity
        )
      }
      guard let other = entity.attributes.first(where: { $0.name == expiry }) else { return nil }
      return expiryFinding(
        "the service deletes items of `\(entity.name)` by their `\(expiry)`",
        at: Label(other.span, "not declared `ttl`"),
        first,
        entity
      )
    }
  }

  private func expiryFinding(
    _ title: String,
    at label: Label,
    _ first: Attribute,
    _ entity: Entity
  ) -> Diagnostic {
    Diagnostic(
      PlanningRules.expiryDiffers,
      title + suffix,
      at: label,
      secondary: [Label(first.span, "the expiry of the table")],
      notes: ["a table has one expiry attribute, and it holds for every item that has it"],
      help: ["give both the same attribute, or the entities tables of their own"],
      path: "design \(fixed.name)/entity \(entity.name)"
    )
  }
}

extension AccessPattern {
  /// The entities it reads at its root or changes.
  fileprivate var touched: [EntityID] {
    switch operation {
    case .read(let read): [read.entity]
    case .write: statements.compactMap(\.entity)
    case .sql: []
    }
  }
}
