import DBModelData
import DBModelEngines
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// The tests of `SQLiteAnswersTests` on PostgreSQL and MariaDB, where `make test` has started them.
@Suite(.serialized)
struct LiveAnswersTests {
  static let now = SQLiteAnswersTests.now

  private func stores(_ model: TestModel, _ seed: UInt64, _ what: String) throws -> [LiveStore] {
    let name = String(model.name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    let database = "dbmodel_\(what)_\(name)_\(seed)"
    var stores: [LiveStore] = []
    if let server = LiveServers.postgreSQL {
      stores.append(try .postgreSQL(server, database: database))
    } else {
      LiveServers.leftOut("\(what) on PostgreSQL", because: "DBMODEL_PG_HOST is not set")
    }
    if let server = LiveServers.mariaDB {
      stores.append(try .mariaDB(server, database: database))
    } else {
      LiveServers.leftOut("\(what) on MariaDB", because: "DBMODEL_MARIADB_SOCKET is not set")
    }
    return stores
  }

  @Test(arguments: TestModel.all, [11, 12] as [UInt64])
  func reads(_ model: TestModel, _ seed: UInt64) throws { try compare(model, seed, calls: 2) }

  /// The emitted schema of every sample runs there, and its statements answer.
  @Test(arguments: TestModel.samples)
  func samples(_ model: TestModel) throws { try compare(model, 13, calls: 1) }

  private func compare(_ model: TestModel, _ seed: UInt64, calls: Int) throws {
    var rows = RowGenerator(workload: model.workload, seed: seed, now: Self.now)
    let dataset = rows.generate()
    let evaluator = Evaluator(workload: model.workload)
    for store in try stores(model, seed, "reads") {
      try store.load(model, dataset)
      let wanted = model.workload.entities.map { SQLiteStore.sorted(dataset[$0.id], $0) }
      #expect(try store.contents(model) == wanted, "\(store.dialect)")
      var arguments = ArgumentGenerator(
        workload: model.workload,
        dataset: dataset,
        rows: rows
      )
      for pattern in model.workload.patterns {
        guard case .read = pattern.operation else { continue }
        for _ in 0..<calls {
          let given = arguments.arguments(for: pattern)
          let expected = try evaluator.read(pattern, given, dataset, now: Self.now)
          let runner = SQLReadRunner(
            workload: model.workload,
            design: model.design,
            dialect: store.dialect,
            pattern: pattern,
            arguments: given,
            now: Self.now
          )
          let actual = try runner.read(execute: store.query)
          #expect(
            AnswerText.text(actual) == AnswerText.text(expected),
            "\(store.dialect): \(pattern.name), seed \(seed), arguments \(given)"
          )
        }
      }
    }
  }

  /// Writes that the evaluator applies leave the same rows.
  @Test(arguments: TestModel.all, [21] as [UInt64])
  func writes(_ model: TestModel, _ seed: UInt64) throws {
    for store in try stores(model, seed, "writes") {
      var rows = RowGenerator(workload: model.workload, seed: seed, now: Self.now)
      var dataset = rows.generate()
      try store.load(model, dataset)
      let writer = SQLStatementWriter(
        workload: model.workload,
        design: model.design,
        dialect: store.dialect
      )
      let evaluator = Evaluator(workload: model.workload)
      for round in 0..<4 {
        for pattern in model.workload.patterns {
          guard case .write = pattern.operation else { continue }
          var arguments = ArgumentGenerator(
            workload: model.workload,
            dataset: dataset,
            rows: rows
          )
          let given = arguments.arguments(for: pattern)
          rows = arguments.rows
          guard case .applied = evaluator.write(pattern, given, &dataset, now: Self.now)
          else { continue }
          var script = "BEGIN;\n"
          _ = try SQLWriteRunner(
            writer: writer,
            pattern: pattern,
            arguments: given,
            now: Self.now
          ).run { statement, values in
            if case .checkCondition = statement.role { return .rows(0) }
            script += store.text(statement, values) + ";\n"
            return .rows(1)
          }
          try store.run(script + "COMMIT;\n")
          let wanted = model.workload.entities.map { SQLiteStore.sorted(dataset[$0.id], $0) }
          #expect(
            try store.contents(model) == wanted,
            "\(store.dialect): \(pattern.name), round \(round), arguments \(given)"
          )
        }
      }
    }
  }
}
