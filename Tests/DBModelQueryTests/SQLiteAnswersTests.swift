import DBModelData
import DBModelEngines
import DBModelQuery
import DBModelWorkload
import Testing

/// Every read answers on SQLite what the reference evaluator answers, and every write leaves the
/// rows that it leaves.
struct SQLiteAnswersTests {
  static let now: Int64 = 1_795_474_801_123_456_789

  @Test(arguments: TestModel.all + TestModel.samples, 0..<3 as Range<UInt64>)
  func reads(_ model: TestModel, _ seed: UInt64) throws {
    var rows = RowGenerator(workload: model.workload, seed: seed, now: Self.now)
    let dataset = rows.generate()
    let store = try SQLiteStore(
      workload: model.workload,
      design: model.design,
      dataset: dataset
    )
    var arguments = ArgumentGenerator(workload: model.workload, dataset: dataset, rows: rows)
    let evaluator = Evaluator(workload: model.workload)
    var (asked, found, paged) = (0, 0, 0)
    for pattern in model.workload.patterns {
      guard case .read(let read) = pattern.operation else { continue }
      for _ in 0..<8 {
        let given = arguments.arguments(for: pattern)
        let expected = try evaluator.read(pattern, given, dataset, now: Self.now)
        let runner = SQLReadRunner(
          workload: model.workload,
          design: store.design,
          dialect: .sqlite,
          pattern: pattern,
          arguments: given,
          now: Self.now
        )
        let actual = try runner.read(execute: store.query)
        #expect(
          AnswerText.text(actual) == AnswerText.text(expected),
          "\(pattern.name), seed \(seed), arguments \(given)"
        )
        asked += 1
        if !expected.isEmpty { found += 1 }
        if let page = read.page, expected.count > page.rows { paged += 1 }
      }
    }
    #expect(Double(found) >= 0.8 * Double(asked), "\(found) of \(asked) reads found rows")
    // The samples' pages are longer than the generated answers.
    if !model.name.contains("/") { #expect(paged > 0, "no page had a next one") }
  }

  @Test(arguments: TestModel.all, 0..<6 as Range<UInt64>)
  func pages(_ model: TestModel, _ seed: UInt64) throws {
    var rows = RowGenerator(workload: model.workload, seed: seed, now: Self.now)
    let dataset = rows.generate()
    var arguments = ArgumentGenerator(workload: model.workload, dataset: dataset, rows: rows)
    let evaluator = Evaluator(workload: model.workload)
    for pattern in model.workload.patterns {
      guard case .read(let read) = pattern.operation, let page = read.page else { continue }
      let given = arguments.arguments(for: pattern)
      let whole = try evaluator.read(pattern, given, dataset, now: Self.now)
      var joined: [ResultRow] = []
      var cursor: Cursor?
      repeat {
        let part = try evaluator.page(pattern, given, dataset, now: Self.now, after: cursor)
        #expect(part.rows.count <= page.rows)
        joined += part.rows
        cursor = part.next
      } while cursor != nil
      #expect(joined == whole, "\(pattern.name), seed \(seed)")
    }
  }

  @Test(arguments: TestModel.all + TestModel.samples, 0..<3 as Range<UInt64>)
  func writes(_ model: TestModel, _ seed: UInt64) throws {
    var rows = RowGenerator(workload: model.workload, seed: seed, now: Self.now)
    var dataset = rows.generate()
    let store = try SQLiteStore(
      workload: model.workload,
      design: model.design,
      dataset: dataset
    )
    let writer = SQLStatementWriter(
      workload: model.workload,
      design: store.design,
      dialect: .sqlite
    )
    let evaluator = Evaluator(workload: model.workload)
    var (asked, applied) = (0, 0)
    for round in 0..<6 {
      for pattern in model.workload.patterns {
        guard case .write = pattern.operation else { continue }
        var arguments = ArgumentGenerator(
          workload: model.workload,
          dataset: dataset,
          rows: rows
        )
        let given = arguments.arguments(for: pattern)
        rows = arguments.rows
        let expected = evaluator.write(pattern, given, &dataset, now: Self.now)
        try store.database.execute("BEGIN")
        let actual = try SQLWriteRunner(
          writer: writer,
          pattern: pattern,
          arguments: given,
          now: Self.now
        ).run(execute: store.change)
        try store.database.execute(actual == .applied ? "COMMIT" : "ROLLBACK")
        let place = "\(pattern.name), round \(round), seed \(seed), arguments \(given)"
        #expect(expected.agrees(with: actual), "\(expected) but \(actual): \(place)")
        let wanted = model.workload.entities.map { SQLiteStore.sorted(dataset[$0.id], $0) }
        #expect(try store.contents() == wanted, "\(place)")
        asked += 1
        if case .applied = expected { applied += 1 }
      }
    }
    #expect(applied * 2 >= asked, "\(applied) of \(asked) writes were applied")
  }
}
