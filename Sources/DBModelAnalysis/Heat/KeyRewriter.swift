import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// Writes down other keys for a hot table or index of a fixed design: what all of its requests fix
/// put before or behind its key, its key over shards, or no index at all.
struct KeyRewriter {
  /// Shards of one key at most: a read asks every one of them.
  private static let mostShards = 1_000.0
  /// Attributes of an index's partition key (Developer Guide, multi-attribute keys of global
  /// secondary indexes; checked 2026-11-23).
  private static let mostAttributes = 4
  /// A new line of the clause, which whoever has the text indents as the clause is.
  private static let newLine = "\n"

  let workload: Workload
  let design: DynamoDBDesign
  let paths: [(pattern: PatternID, path: DynamoDBPath)]

  /// - Parameters:
  ///   - hottest: The part of a partition's ceiling that the hottest key takes, with the headroom
  ///     aimed for.
  func fixes(for structure: StructureHeat, ofCeiling hottest: Double) -> [Fix] {
    let writers = structure.contributions.filter(\.isWrite).map { workload[$0.pattern] }
    for table in design.tables {
      if !structure.isIndex, structure.structure == table.name {
        return rewrites(of: table, writers)
      }
      for index in table.globalIndexes
      where structure.structure == "\(table.name).\(index.name)" {
        return rewrites(of: index, in: table, writers, ofCeiling: hottest)
      }
    }
    return []
  }

  // MARK: Indexes

  private func rewrites(
    of index: SecondaryIndex,
    in table: DynamoDBTable,
    _ writers: [AccessPattern],
    ofCeiling hottest: Double
  ) -> [Fix] {
    guard let places = index.places, let partition = places.partition,
      let entity = index.members.first?.entity
    else { return [] }
    let requests = requests(table.name, index.name)
    if requests.isEmpty {
      return [
        Fix("drop `\(index.name)`, which no pattern reads", edits: [TextEdit(places.clause, "")])
      ]
    }
    let shards = index.shardCount(of: entity)
    let own = index.partitionKey.prefix(index.partitionKey.count - (shards > 1 ? 1 : 0))
      .map(\.name)
    let sort = index.sortKey.map(\.name)
    func fix(_ names: [String], _ shards: Int, _ left: [String]) -> Fix {
      let over = shards > 1 ? " over \(shards) shards" : ""
      let clause = "partition \(names.joined(separator: ", "))\(over)"
      let tail =
        places.isWholeKey && !left.isEmpty
        ? "\(Self.newLine)sort      \(left.joined(separator: ", "))" : ""
      return Fix(
        "write `\(clause)` in `\(index.name)`",
        edits: [TextEdit(partition, clause + tail)]
      )
    }
    var found: [Fix] = []
    if index.members.count == 1, own.count < Self.mostAttributes - (shards > 1 ? 1 : 0) {
      let templates = index.templates(of: entity) ?? []
      for name in fixedNames(requests, entity, writers, beside: templates) {
        // What stands in the sort key leaves it, which takes the clause that states both.
        guard places.isWholeKey || !sort.contains(name) else { continue }
        found.append(fix([name] + own, shards, sort.filter { $0 != name }))
      }
    }
    // More than each of them needs: few large ones meet on one partition, many small ones do not.
    let needed = PartitionCeiling.shards(of: hottest * Double(shards))
    for count in [1, 2, 4, 8].map({ $0 * needed })
    where count > Double(shards) && count <= Self.mostShards {
      found.append(fix(own, Int(count), sort))
    }
    return found
  }

  /// Attributes that every request fixes and that are not in the partition key, by their names.
  private func fixedNames(
    _ requests: [DynamoDBRequest],
    _ entity: EntityID,
    _ writers: [AccessPattern],
    beside templates: [KeyTemplate]
  ) -> [String] {
    fixedFields(requests, entity).compactMap { id in
      let field = workload[entity][id]
      guard field.path.count == 1, field.type.isScalar, !field.isOptional,
        templates.first != .native(id), isSpread(id, of: entity, by: writers)
      else { return nil }
      return field.name
    }
  }

  // MARK: Tables

  /// Of one entity at a time: what all of its requests fix goes behind the partition key.
  private func rewrites(of table: DynamoDBTable, _ writers: [AccessPattern]) -> [Fix] {
    table.layouts.flatMap { layout -> [Fix] in
      guard let place = layout.partitionKeySpan, table.partitionKey.type == .string else {
        return []
      }
      let requests = requests(table.name, nil).filter {
        $0.entities.contains(layout.entity) && $0.kind != .putItem
      }
      guard !requests.isEmpty else { return [] }
      let own = Set(layout.partitionKey.fields)
      let others = fixedFields(requests, layout.entity).filter {
        !own.contains($0) && isSpread($0, of: layout.entity, by: writers)
      }
      let names = others.map { workload[layout.entity][$0].name }
      let each = names.map { [$0] } + (names.count > 1 ? [names] : [])
      return each.compactMap { fix(layout, place, behind: $0, in: table) }
    }
  }

  private func fix(
    _ layout: ItemLayout,
    _ place: SourceSpan,
    behind names: [String],
    in table: DynamoDBTable
  ) -> Fix? {
    let more = names.map { "#{\($0)}" }.joined()
    let entity = workload[layout.entity]
    let title =
      "put \(names.map { "`\($0)`" }.joined(separator: ", ")) behind the partition key of "
      + "`\(entity.name)`"
    switch layout.partitionKey {
    case .native(let field):
      return Fix(title, edits: [TextEdit(place, "\"{\(entity[field].name)}\(more)\"")])
    case .text:
      // Before the closing quotation mark: what stands there stays as it is written.
      let end = SourceSpan(file: place.file, lower: place.upper - 1, upper: place.upper - 1)
      return Fix(title, edits: [TextEdit(end, more)])
    case .shard:
      return nil
    }
  }

  // MARK: Popularity

  /// Whether it is said how a field's values are written, or no two rows share one: what is not
  /// known spreads nothing. A field that a pattern changes would move entries for good.
  private func isSpread(
    _ id: FieldID,
    of entity: EntityID,
    by writers: [AccessPattern]
  ) -> Bool {
    let reference = FieldReference(entity, id)
    let isChanged = workload.patterns.contains { pattern in
      guard case .write(let statements, _) = PatternShape(pattern, workload: workload) else {
        return false
      }
      return statements.contains {
        $0.entity == entity && $0.assignments.contains { $0.field == id }
      }
    }
    guard !isChanged else { return false }
    if workload[entity].key == [id] || workload[entity][id].flags.contains(.unique) { return true }
    return writers.allSatisfy { writer in
      writer.skews.contains { $0.field == reference }
    }
  }

  // MARK: Requests

  private func requests(_ table: String, _ index: String?) -> [DynamoDBRequest] {
    paths.flatMap { $0.path.requests.filter { $0.table == table && $0.index == index } }
  }

  /// Fields to which every request gives one value, in the order of the entity.
  private func fixedFields(_ requests: [DynamoDBRequest], _ entity: EntityID) -> [FieldID] {
    let sets = requests.map { fixed($0, entity) }
    return workload[entity].fields.map(\.id).filter { id in
      sets.allSatisfy { $0.contains(id) }
    }
  }

  private func fixed(_ request: DynamoDBRequest, _ entity: EntityID) -> Set<FieldID> {
    var keys = request.keyEquals
    if case .beginsWith(let start)? = request.sortCondition { keys.append(start) }
    var found: Set<FieldID> = []
    for key in keys where key.entity == entity {
      found.formUnion(key.template.fields.prefix(key.operands.count))
    }
    let steps = (request.filter.map { [$0] } ?? []) + filters(behind: request)
    for case .comparison(.equal, .field(let path), let other) in steps.flatMap(\.conjuncts)
    where path.via.isEmpty && path.field.entity == entity && !other.dependsOnRow {
      found.insert(path.field.field)
    }
    return found
  }

  /// What the caller keeps of the rows of the first request of a path.
  private func filters(behind request: DynamoDBRequest) -> [Expression] {
    let path = paths.first { candidate in
      candidate.path.requests.first.map {
        $0.table == request.table && $0.index == request.index
          && $0.keyEquals == request.keyEquals && $0.filter == request.filter
      } ?? false
    }
    return path?.path.clientSteps.compactMap {
      if case .filter(let condition) = $0 { condition } else { nil }
    } ?? []
  }
}
