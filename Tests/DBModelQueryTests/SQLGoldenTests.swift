import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// The texts of every pattern and every table, for people to read, in each dialect.
struct SQLGoldenTests {
  @Test(arguments: TestModel.all + TestModel.samples)
  func models(_ model: TestModel) {
    #expect(model.problems.isEmpty, "\(model.problems.joined(separator: "\n"))")
    #expect(!model.workload.patterns.isEmpty)
  }

  @Test(arguments: TestModel.all, SQLDialect.allCases)
  func statements(_ model: TestModel, _ dialect: SQLDialect) throws {
    let writer = SQLStatementWriter(
      workload: model.workload,
      design: model.design,
      dialect: dialect
    )
    var text = ""
    for pattern in model.workload.patterns {
      do throws(SQLUnsupported) {
        for variant in try writer.variants(for: pattern) {
          text += "-- \(pattern.name)\(variant.label.isEmpty ? "" : " (\(variant.label))")\n"
          for statement in variant.statements { text += statement.text + ";\n" }
          text += "\n"
        }
      } catch {
        text += "-- \(pattern.name): left out: \(error.reason)\n\n"
      }
    }
    try GoldenFile.check(
      text,
      at: "Tests/DBModelQueryTests/Cases/\(model.name)/\(dialect.rawValue).statements.sql"
    )
  }

  @Test(arguments: TestModel.all, SQLDialect.allCases)
  func schema(_ model: TestModel, _ dialect: SQLDialect) throws {
    let writer = SQLSchemaWriter(
      design: model.design,
      workload: model.workload,
      dialect: dialect
    )
    try GoldenFile.check(
      writer.script,
      at: "Tests/DBModelQueryTests/Cases/\(model.name)/\(dialect.rawValue).schema.sql"
    )
  }
}
