import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Large tables whose rows are deleted one by one when they are old, where a part of the table
/// could go at once.
struct AgedTableJudge {
  /// Rows and bytes of a month from which on it is worth a word. Judgement: PostgreSQL's manual
  /// advises parts where a table is larger than the memory of its server.
  static let manyRows = 1e8
  static let manyBytes = 10 * 1_073_741_824.0
  private static let secondsPerMonth = 2_628_000.0

  private let workload: Workload
  private let design: RelationalDesign
  /// Those that run on the store, each with what it does.
  private let patterns: [(pattern: AccessPattern, shape: PatternShape)]
  /// Entities that others refer to: a foreign key would have to hold the time as well.
  private let referred: Set<EntityID>

  /// - Parameter patterns: Those that run on the store.
  init(workload: Workload, design: RelationalDesign, patterns: [AccessPattern]) {
    self.workload = workload
    self.design = design
    let kind = workload[design.store].kind
    let isJudged = kind == .auroraPostgreSQL || kind == .auroraMySQL
    self.patterns = isJudged ? patterns.map { ($0, PatternShape($0, workload: workload)) } : []
    var referred: Set<EntityID> = []
    for entity in workload.entities {
      for attribute in entity.attributes {
        if case .reference(let reference) = attribute.kind { referred.insert(reference.target) }
      }
    }
    self.referred = referred
  }

  func findings() -> [Diagnostic] {
    guard !patterns.isEmpty else { return [] }
    let inserts = InsertRates(workload: workload)
    let volume = RelationalVolume(workload: workload)
    let cardinality = Cardinality(workload: workload)
    return design.tables.compactMap { table in
      let all = cardinality.rows(table.entity).middle
      guard all > 0, let age = age(table.entity) else { return nil }
      let inserted = inserts.perSecond(into: table.entity) * Self.secondsPerMonth
      // Rows that have no time stay.
      let present = workload[table.entity][age.field].presentShare
      let rows = inserted * present
      let bytes = volume.bytes(of: table).middle / all * rows
      guard rows >= Self.manyRows || bytes >= Self.manyBytes, !referred.contains(table.entity),
        fits(age.field, table.entity)
      else { return nil }
      return finding(table, age, rows: rows, bytes: bytes, months: all * present / rows)
    }
  }

  // MARK: What makes rows old

  private struct Age {
    let field: FieldID
    /// The pattern that deletes them; `nil` where they expire by themselves.
    let deletedBy: AccessPattern?
  }

  /// A clock that rows are deleted by, all that are older than something, or their expiry.
  private func age(_ entity: EntityID) -> Age? {
    for (pattern, shape) in patterns {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements where statement.entity == entity && statement.kind == .delete {
        let filter = statement.filter
        guard filter.equalities.isEmpty, filter.memberships.isEmpty, filter.residual.isEmpty,
          filter.links.isEmpty, filter.ranges.count == 1, let range = filter.ranges.first,
          range.lower == nil, range.field.via.isEmpty, !range.isOptional,
          workload[range.field.field].flags.contains(.clock)
        else { continue }
        return Age(field: range.field.field.field, deletedBy: pattern)
      }
    }
    let expiring = workload[entity].fields.first { $0.flags.contains(.timeToLive) }
    return expiring.map { Age(field: $0.id, deletedBy: nil) }
  }

  // MARK: What speaks against parts

  /// A unique constraint holds over all parts only where it holds the time, and who does not say
  /// when searches every part: at most half of the calls may.
  private func fits(_ field: FieldID, _ entity: EntityID) -> Bool {
    guard workload[entity].uniqueCombinations.allSatisfy({ $0.contains(field) }) else {
      return false
    }
    func calls(_ asking: [AccessPattern]) -> Double {
      asking.reduce(0) { $0 + ($1.rate?.average.value ?? 0) }
    }
    return calls(asking(field, entity, isBound: false))
      <= calls(asking(field, entity, isBound: true))
  }

  /// Patterns on request that look for rows of the entity, and say when or do not.
  private func asking(_ field: FieldID, _ entity: EntityID, isBound: Bool) -> [AccessPattern] {
    let reference = FieldReference(entity, field)
    return patterns.compactMap { pattern, shape in
      let filters = filters(shape, entity)
      guard pattern.schedule == nil, !filters.isEmpty else { return nil }
      let isOwn = filters.allSatisfy { filter in
        filter.equalities.contains { $0.field.via.isEmpty && $0.field.field == reference }
          || filter.ranges.contains {
            $0.field.via.isEmpty && $0.field.field == reference && !$0.isOptional
          }
      }
      return isOwn == isBound ? pattern : nil
    }
  }

  private func filters(_ shape: PatternShape, _ entity: EntityID) -> [FilterShape] {
    switch shape {
    case .read(let read): read.entity == entity ? [read.filter] : []
    case .write(let statements, _):
      statements.filter { $0.entity == entity && $0.kind != .insert }.map(\.filter)
    case .sql: []
    }
  }

  // MARK: Words

  private func finding(
    _ table: RelationalTable,
    _ age: Age,
    rows: Double,
    bytes: Double,
    months: Double
  ) -> Diagnostic {
    let entity = workload[table.entity]
    let field = entity[age.field].name
    // Of rows that are kept for less than two months, parts of a month would keep half too long.
    let part = months < 2 ? "day" : "month"
    let kept =
      months < 2
      ? "\(FigureFormatter.number(months * Self.secondsPerMonth / 86_400)) days"
      : "\(FigureFormatter.number(months)) months"
    let engine = EngineTimes.assumed
    let seconds = (engine[.writtenRow] + engine[.entry]) * (rows * 1e-3)
    let trees = Double(1 + table.uniques.count + table.indexes.count)
    var notes = [
      "a month is \(FigureFormatter.count(rows)) rows, \(FigureFormatter.bytes(bytes.rounded())) with "
        + "their indexes, and \(kept) are kept",
      "to delete them takes \(FigureFormatter.interval(seconds, "s")) of work in memory a month, and "
        + "leaves \(FigureFormatter.count(rows * (1 + trees))) dead rows and entries to be cleaned up",
      "to drop the part of a \(part) changes the catalogue alone",
    ]
    let isOptional = entity[age.field].isOptional
    if isOptional {
      notes.append("`\(field)` is optional, and the primary key of a table in parts holds it")
    } else if !entity.key.contains(age.field) {
      notes.append("the primary key of a table in parts holds `\(field)` as well")
    }
    let unbound = asking(age.field, table.entity, isBound: false)
    if !unbound.isEmpty {
      let names = unbound.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
      notes.append("these do not say when, and search every part: \(names)")
    }
    return Diagnostic(
      WorkloadRules.agedTable,
      "rows of `\(entity.name)` are deleted one by one when they are old",
      at: Label(age.deletedBy?.nameSpan ?? entity.nameSpan, "by `\(field)`"),
      notes: notes,
      help: [
        (isOptional ? "give every row `\(field)`, then keep" : "keep")
          + " the table in parts by \(part) of `\(field)`, and drop a part when it is old"
      ],
      path: "\(workload[design.store].name)/\(table.name)"
    )
  }
}
