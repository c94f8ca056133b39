import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// Indexes that lack what is read through them, where fetching it costs more than storing it would.
///
/// A thin index and a fetch are a good choice for large items that are read seldom, so nothing is
/// said before both ways are priced.
struct FetchFindings {
  /// What has to be saved to be worth a word, USD a month.
  static let leastSaving = 0.01

  let context: PlanningContext
  let fixed: FixedDesign
  let accesses: [PatternAccess]

  /// A pattern that reads through an index what the index does not hold.
  private struct Fetch {
    let pattern: PatternID
    /// The step that reads the index, and the one that fetches; the same for a local index.
    let steps: [Int]
    let lacking: [String]
  }

  func findings(route: (DynamoDBDesign) -> [PatternAccess]) -> [Diagnostic] {
    fixed.tables.tables.flatMap { table in
      table.indexes.compactMap { finding($0, of: table, route: route) }
    }
  }

  private func finding(
    _ index: SecondaryIndex,
    of table: DynamoDBTable,
    route: (DynamoDBDesign) -> [PatternAccess]
  ) -> Diagnostic? {
    let fetches = accesses.compactMap { fetch($0, index, table) }
    guard !fetches.isEmpty else { return nil }
    let lacking = Set(fetches.flatMap(\.lacking)).sorted()
    let wider = design(storing: lacking, in: index, of: table)
    let cost = DesignCost(context: context, store: fixed.store)
    let now = cost.dollars(of: fixed.tables, accesses)
    let then = cost.dollars(of: wider, route(wider))
    guard now - then > Self.leastSaving else { return nil }
    let name = "\(table.name).\(index.name)"
    let names = lacking.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      PlanningRules.fetchesBehindIndex,
      "index `\(name)` lacks \(names): fetching costs \(PlanPhrase.dollars(now - then)) more than"
        + " storing in design `\(fixed.name)`",
      at: Label(index.span ?? fixed.span, "does not hold \(names)"),
      secondary: fetches.map { fetch in
        Label(context.workload[fetch.pattern].nameSpan, "reads it through the index")
      },
      notes: fetches.map(arithmetic)
        + [
          "reads, writes and storage of the design as it is: \(PlanPhrase.dollars(now)); with"
            + " \(names) in the index: \(PlanPhrase.dollars(then))"
        ],
      help: ["store it there: `project \(projected(lacking, index))`"],
      path: "design \(fixed.name)/\(name)"
    )
  }

  private func fetch(
    _ access: PatternAccess,
    _ index: SecondaryIndex,
    _ table: DynamoDBTable
  ) -> Fetch? {
    guard case .dynamoDB(let path) = access.path else { return nil }
    let first = path.requests.firstIndex { $0.table == table.name && $0.index == index.name }
    guard let first else { return nil }
    let query = path.requests[first]
    if index.isLocal {
      let lacking = query.projection.filter { !index.stores([$0], of: table) }
      return lacking.isEmpty
        ? nil : Fetch(pattern: access.pattern, steps: [first], lacking: lacking)
    }
    let second = path.requests.firstIndex { request in
      guard case .perRow(first) = request.repetition else { return false }
      return request.table == table.name && request.entities == [query.entities[0]]
        && (request.kind == .getItem || request.kind == .batchGetItem)
    }
    guard let second else { return nil }
    let attributes = Attributes(context: context, catalog: KeyCatalog(tables: fixed.tables.tables))
    let asked = path.requests[second].projection
    let wanted = asked.isEmpty ? attributes.names(of: query.entities[0]) : asked
    let lacking = wanted.filter { !index.stores([$0], of: table) }
    return lacking.isEmpty
      ? nil : Fetch(pattern: access.pattern, steps: [first, second], lacking: lacking)
  }

  /// The same tables with more attributes in one index.
  private func design(
    storing lacking: [String],
    in index: SecondaryIndex,
    of table: DynamoDBTable
  ) -> DynamoDBDesign {
    fixed.tables.with(
      indexes: table.indexes.map { one in
        one.name == index.name ? one.with(projection: .include(all(lacking, index))) : one
      },
      ofTable: table.name
    )
  }

  private func all(_ lacking: [String], _ index: SecondaryIndex) -> [String] {
    guard case .include(let names) = index.projection else { return lacking }
    return (names + lacking).sorted()
  }

  private func projected(_ lacking: [String], _ index: SecondaryIndex) -> String {
    all(lacking, index).joined(separator: ", ")
  }

  private func arithmetic(_ fetch: Fetch) -> String {
    let pattern = context.workload[fetch.pattern]
    let estimator = DynamoDBEstimator(workload: context.workload, design: fixed.tables)
    guard let access = accesses.first(where: { $0.pattern == fetch.pattern }),
      case .dynamoDB(let path) = access.path
    else { return "" }
    let units = estimator.units(of: pattern, path: path)
    let parts = fetch.steps.map { units.requests[$0].formula }.joined(separator: ", then ")
    return "`\(pattern.name)`: \(parts) = \(FigureFormatter.interval(units.readUnits)) read units a"
      + " call"
  }
}
