import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// What the engines were found to hold, and rightly: what is the same again needs no second look.
struct ComparedState {
  var dataset: Dataset?
  /// By table.
  var items: [String: [JSONValue]] = [:]
  /// By entity.
  var contents: [[[Value]]] = []

  /// Whether the rows of some entities are to be what they were.
  func expected(_ entities: [EntityID], in dataset: Dataset) -> Bool {
    guard let known = self.dataset else { return false }
    return entities.allSatisfy { known[$0] == dataset[$0] }
  }
}

extension VerifyPass {
  /// Compares everything that the engines hold with the evaluator's rows, and looks whether what
  /// the model declares of them holds.
  ///
  /// - Returns: Whether all is as it should be.
  @discardableResult
  mutating func compareStates(
    _ place: CallPlace,
    _ verification: inout Verification
  ) throws -> Bool {
    verification.stateChecks += 1
    var found: [Mismatch] = []
    var state = ComparedState()
    state.dataset = dataset
    for endpoint in endpoints { found += try states(of: endpoint, place, &state) }
    found += try statesOfSQLite(place, &state)
    for mismatch in found { verification.add(mismatch) }
    compared = found.isEmpty ? state : ComparedState()
    return found.isEmpty
  }

  private func states(
    of endpoint: EndpointStore,
    _ place: CallPlace,
    _ state: inout ComparedState
  ) throws -> [Mismatch] {
    let tables = endpoint.tables.design.tables
    var found: [Mismatch] = []
    var isChanged = false
    for table in tables {
      let items = try endpoint.tables.items(of: table)
      state.items[table.name] = items
      if compared.items[table.name] == items,
        compared.expected(table.entities, in: dataset)
      {
        continue
      }
      isChanged = true
      found += difference(
        place,
        .dynamoDB,
        "items of `\(table.name)` afterwards",
        ItemState.lines(dataset, in: table, workload: workload).joined(separator: "\n"),
        ItemState.lines(items, in: table).joined(separator: "\n")
      )
    }
    // Keys and references reach over all tables.
    guard isChanged else { return found }
    var rows: [(entity: EntityID, row: [Value])] = []
    for table in tables {
      let held = endpoint.tables.rows(state.items[table.name] ?? [], of: table)
      rows += held.rows
      if held.strangers > 0 {
        found += difference(
          place,
          .dynamoDB,
          "invariant",
          "",
          "\(held.strangers) items are of no entity"
        )
      }
    }
    let entities = Set(tables.flatMap(\.entities))
    let broken = Invariants(workload: workload, entities: entities).violations(of: rows)
    return found
      + difference(place, .dynamoDB, "invariant", "", broken.joined(separator: "\n"))
  }

  private func statesOfSQLite(
    _ place: CallPlace,
    _ state: inout ComparedState
  ) throws -> [Mismatch] {
    let contents = try sqlite.contents()
    state.contents = contents
    var found: [Mismatch] = []
    var isChanged = false
    for entity in workload.entities where verifier.relational.table(of: entity.id) != nil {
      let position = entity.id.rawValue
      if compared.contents.indices.contains(position),
        compared.contents[position] == contents[position],
        compared.expected([entity.id], in: dataset)
      {
        continue
      }
      isChanged = true
      found += difference(
        place,
        .sqlite,
        "rows of `\(entity.name)` afterwards",
        Self.lines(SQLiteStore.sorted(dataset[entity.id], entity)),
        Self.lines(contents[position])
      )
    }
    guard isChanged else { return found }
    let all = workload.entities.flatMap { entity in
      contents[entity.id.rawValue].map { (entity: entity.id, row: $0) }
    }
    let broken = Invariants(
      workload: workload,
      entities: Set(verifier.relational.tables.map(\.entity))
    ).violations(of: all)
    return found + difference(place, .sqlite, "invariant", "", broken.joined(separator: "\n"))
  }

  /// By their bytes: Swift takes two forms of `é` for one text, and the stores do not.
  private func difference(
    _ place: CallPlace,
    _ engine: VerifiedEngine,
    _ kind: String,
    _ expected: String,
    _ actual: String
  ) -> [Mismatch] {
    if expected.utf8.elementsEqual(actual.utf8) { return [] }
    return [Mismatch(place, engine, kind: kind, expected: expected, actual: actual)]
  }

  private static func lines(_ rows: [[Value]]) -> String {
    rows.map { $0.map(AnswerText.text).joined(separator: " | ") }.joined(separator: "\n")
  }
}
