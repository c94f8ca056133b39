import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// The new rows of one call that stand in the items of others.
///
/// Those of rows that the same call inserts are put with them. Any other is added to the item that
/// is there, all of one item in one update.
struct EmbeddedInserts {
  /// Statements without a request of their own.
  private(set) var joined: Set<Int> = []
  /// What is put with the rows that hold it.
  private(set) var rows: [(entity: EntityID, row: [Value])] = []
  /// What is added to items that are there, by statement.
  private var added: [Int: [RowChange]] = [:]
  /// Two of the rows are one.
  private(set) var duplicate: EntityID?

  private let runner: DynamoDBRunner
  private let scope: CallScope

  /// - Parameter path: Says which statements have requests of their own.
  init(
    _ shapes: [StatementShape],
    _ path: DynamoDBPath,
    _ runner: DynamoDBRunner,
    _ scope: CallScope
  ) throws {
    self.runner = runner
    self.scope = scope
    let asked = path.requests.filter(\.addsRows).compactMap(\.source)
    for (number, shape) in shapes.enumerated() where shape.kind == .insert {
      guard let held = runner.design.embedding(of: shape.entity) else { continue }
      let makers = shapes.filter { $0.kind == .insert && $0.entity == held.holder }
      if shape.source.map({ !asked.contains($0) }) ?? true { joined.insert(number) }
      let key = runner.workload[held.holder].key
      let made = Set(
        try makers.flatMap { try rows(of: $0) }.map { row in key.map { row[$0.rawValue] } }
      )
      let all = try rows(of: shape)
      note(all, held.rows)
      let codec = EmbeddedCodec(held.rows, workload: runner.workload)
      rows += all.filter { made.contains(codec.key(ofHolderOf: $0)) }.map { (shape.entity, $0) }
      let others = all.filter { !made.contains(codec.key(ofHolderOf: $0)) }
      added[number] = try additions(others, held.rows, statement: number)
    }
  }

  /// What a statement adds to items that are there.
  func additions(of statement: Int) -> [RowChange] { added[statement] ?? [] }

  /// The same of the statements without a request.
  var unasked: [RowChange] { joined.sorted().flatMap(additions) }

  /// The rows of an insert, as they are stored.
  private func rows(of shape: StatementShape) throws -> [[Value]] {
    guard let source = shape.source else { return [] }
    let writer = WriteWriter(
      workload: runner.workload,
      pattern: scope.pattern,
      design: runner.design,
      operands: scope.operands,
      now: scope.now
    )
    return try runner.inserted(source, loop: shape.repeatedBy.first, scope).map { given, _ in
      guard case .row(let row) = given,
        let stored = writer.stored(row, of: runner.workload[shape.entity])
      else { throw RunnerError.unsupported("a value of the row does not fit its field") }
      return stored
    }
  }

  private mutating func note(_ rows: [[Value]], _ held: EmbeddedRows) {
    let key =
      runner.workload[held.entity].key
      + runner.workload[held.entity]
      .fields(of: held.reference.attribute).map(\.id)
    var seen: Set<[Value]> = []
    for row in rows where !seen.insert(key.map { row[$0.rawValue] }).inserted {
      duplicate = duplicate ?? held.entity
    }
  }

  private func additions(
    _ rows: [[Value]],
    _ held: EmbeddedRows,
    statement: Int
  ) throws -> [RowChange] {
    let codec = EmbeddedCodec(held, workload: runner.workload)
    var order: [[Value]] = []
    var groups: [[Value]: [[Value]]] = [:]
    for row in rows {
      let key = codec.key(ofHolderOf: row)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    return try order.flatMap { key -> [RowChange] in
      let all = groups[key] ?? []
      return try stride(from: 0, to: all.count, by: EmbeddedRows.mostPerUpdate).map { start in
        let some = Array(all[start..<min(start + EmbeddedRows.mostPerUpdate, all.count)])
        return try RowChange(
          [EmbeddedAddition(held: held, rows: some)],
          statement: statement,
          runner
        )
      }
    }
  }
}

/// Rows that are added to one item.
struct EmbeddedAddition {
  let held: EmbeddedRows
  let rows: [[Value]]

  /// Whether the item holds one of them already.
  func isHeld(by item: JSONValue, _ workload: Workload) -> Bool {
    let codec = EmbeddedCodec(held, workload: workload)
    let map = item[held.field.name]?["M"]
    return rows.contains { row in codec.member(of: row).map { map?[$0.name] != nil } ?? false }
  }

  /// Whether another one for the same item adds one of its rows as well.
  func shares(_ other: EmbeddedAddition, _ workload: Workload) -> Bool {
    guard other.held == held else { return false }
    let codec = EmbeddedCodec(held, workload: workload)
    let own = Set(rows.compactMap { codec.member(of: $0)?.name })
    return other.rows.contains { codec.member(of: $0).map { own.contains($0.name) } ?? false }
  }
}

extension RowChange {
  /// An update that adds a member for each row, where the item is there and holds none of them.
  ///
  /// - Parameter additions: Of one item; not empty, nor is any of them.
  fileprivate init(
    _ additions: [EmbeddedAddition],
    statement: Int,
    _ runner: DynamoDBRunner
  ) throws {
    let workload = runner.workload
    let first = additions[0].held
    let row = EmbeddedCodec(first, workload: workload).holderRow(of: additions[0].rows[0])
    guard let table = runner.design.table(of: first.entity),
      let holder = table.holder(of: first.entity)?.layout.entity,
      let key = table.itemKey(of: row, workload[holder])
    else { throw RunnerError.unsupported("a key of the row is empty or cannot be written") }
    var builder = ExpressionBuilder()
    var conditions = ["attribute_exists(\(builder.reference(to: [table.partitionKey.name])))"]
    var sets: [String] = []
    for addition in additions {
      let codec = EmbeddedCodec(addition.held, workload: workload)
      for row in addition.rows {
        guard let member = codec.member(of: row) else {
          throw RunnerError.unsupported("a key of the row is empty or cannot be written")
        }
        let place = builder.reference(to: [addition.held.field.name, member.name])
        sets.append("\(place) = \(builder.reference(to: member.value))")
        conditions.append("attribute_not_exists(\(place))")
      }
    }
    self.init(
      kind: "Update",
      members: .object(
        [
          .init("TableName", .string(table.name)), .init("Key", key),
          .init("UpdateExpression", .string("SET " + sets.joined(separator: ", "))),
          .init("ConditionExpression", .string(conditions.joined(separator: " AND "))),
        ] + builder.members
      ),
      key: key,
      request: DynamoDBRequest(
        kind: .updateItem,
        table: table.name,
        entities: [holder],
        embedded: additions.map { FieldReference(holder, $0.held.field.id) }
      ),
      statement: statement,
      isDemanded: true,
      absence: nil,
      guards: [],
      deltas: [],
      before: nil,
      remade: { _ in nil },
      adding: additions
    )
  }

  /// The same update with what another one adds to the item.
  func adding(_ more: [EmbeddedAddition], _ runner: DynamoDBRunner) throws -> RowChange {
    try RowChange(adding + more, statement: statement, runner)
  }
}

extension DynamoDBDesign {
  /// In whose items the rows of an entity stand; `nil` where they have items of their own.
  func embedding(of entity: EntityID) -> (holder: EntityID, rows: EmbeddedRows)? {
    table(of: entity)?.holder(of: entity).map { ($0.layout.entity, $0.rows) }
  }
}
