import DBModelData
import DBModelDesign
import DBModelPlanning
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// Every read of every sample, carried out by its derived requests on a live endpoint, answers what
/// the reference evaluator answers: the same rows on the same pages in the same order.
@Suite(.serialized)
struct LiveAnswersTests {
  /// What must occur for the comparison to mean something.
  private struct Tally {
    var reads = 0
    var withRows = 0
    var pageBoundaries = 0
    var missingValues = 0
    var ties = 0
  }

  private static let calls = 6
  private static let now: Int64 = 1_795_000_000_000_000_000

  @Test func derivedRequestsAnswerAsTheEvaluator() throws {
    guard let server = LiveServers.dynamoDB, let endpoint = DynamoDBEndpoint(server.endpoint) else {
      LiveServers.leftOut(
        "the derived requests of \(SampleModel.all.count) samples",
        because: "no DynamoDB endpoint"
      )
      return
    }
    var tally = Tally()
    for sample in SampleModel.all {
      try #require(sample.problems.isEmpty, "\(sample.path): \(sample.problems)")
      let (design, _) = Planner.plan(workload: sample.workload)
      for case .dynamoDB(let store) in design.stores {
        try check(sample, store, design.accesses, endpoint, &tally)
      }
    }
    print(
      "\(tally.reads) reads on a live endpoint, \(tally.withRows) with rows, "
        + "\(tally.pageBoundaries) page boundaries, \(tally.ties) ties, "
        + "\(tally.missingValues) missing values"
    )
    #expect(tally.withRows * 10 >= tally.reads * 8, "at least 80 % of the reads return rows")
    #expect(tally.pageBoundaries > 0)
    #expect(tally.ties > 0)
    #expect(tally.missingValues > 0)
  }

  private func check(
    _ sample: SampleModel,
    _ store: DynamoDBDesign,
    _ accesses: [PatternAccess],
    _ endpoint: DynamoDBEndpoint,
    _ tally: inout Tally
  ) throws {
    let workload = sample.workload
    var rows = RowGenerator(workload: workload, seed: 7, now: Self.now)
    let dataset = rows.generate()
    let tables = LiveTables(endpoint: endpoint, workload: workload, design: store)
    try tables.create()
    defer { try? tables.delete() }
    let refused = try tables.load(dataset)
    #expect(refused == 0, "\(sample.path): rows that cannot be items")
    let runner = DynamoDBRunner(workload: workload, design: store) { try endpoint.send($0) }
    var arguments = ArgumentGenerator(workload: workload, dataset: dataset, rows: rows)
    for access in accesses where access.store == store.store {
      let pattern = workload[access.pattern]
      guard case .read(let read) = pattern.operation,
        case .dynamoDB(let path) = access.path
      else { continue }
      for call in 0..<Self.calls {
        let given = arguments.arguments(for: pattern)
        let expected = try pages(pattern, given, dataset, workload)
        let where_ = "\(sample.path): \(pattern.name), call \(call)"
        do {
          let actual = try runner.read(pattern, path: path, given, now: Self.now)
          let isSame = actual == expected
          #expect(isSame, "\(where_): \(Self.brief(actual)) instead of \(Self.brief(expected))")
        } catch {
          Issue.record("\(where_): \(error)")
        }
        tally.reads += 1
        if expected.contains(where: { !$0.isEmpty }) { tally.withRows += 1 }
        tally.pageBoundaries += max(0, expected.count - 1)
        count(expected.flatMap { $0 }, read, workload, &tally)
      }
    }
  }

  /// Rows in each page, and the first page: enough to see what differs.
  private static func brief(_ pages: [[ResultRow]]) -> String {
    "\(pages.map(\.count)) rows, " + String("\(pages.first ?? [])".prefix(600))
  }

  private func pages(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: Dataset,
    _ workload: Workload
  ) throws -> [[ResultRow]] {
    let evaluator = Evaluator(workload: workload)
    var pages: [[ResultRow]] = []
    var cursor: Cursor?
    repeat {
      let page = try evaluator.page(pattern, arguments, dataset, now: Self.now, after: cursor)
      pages.append(page.rows)
      cursor = page.next
    } while cursor != nil
    return pages
  }

  /// Missing values among the answers, and neighbours that only the key tells apart.
  private func count(
    _ rows: [ResultRow],
    _ read: Read,
    _ workload: Workload,
    _ tally: inout Tally
  ) {
    tally.missingValues += rows.reduce(0) { total, row in
      total + row.fields.filter { $0.value == .null }.count
    }
    let names = read.order.compactMap { term -> String? in
      guard case .field(let path) = term.subject, path.via.isEmpty else { return nil }
      return workload[path.field].name
    }
    guard !names.isEmpty else { return }
    func order(_ row: ResultRow) -> [Value?] {
      names.map { name in row.fields.first { $0.name == name }?.value }
    }
    for (row, next) in zip(rows, rows.dropFirst()) where order(row) == order(next) {
      tally.ties += 1
    }
  }
}
