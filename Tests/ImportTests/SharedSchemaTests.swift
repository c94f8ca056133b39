import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Foundation
import Testing

/// Published schemas, where they lie beside the repository.
@Suite struct SharedSchemaTests {
  /// How many tables each makes, with a key; none where a newer server is needed.
  private static let schemas: [(name: String, tables: Int)] = [
    ("chinook.MySql.sql", 11), ("chinook.PostgreSql.sql", 11), ("chinook.Sqlite.sql", 11),
    ("northwind.pg.sql", 14), ("sakila.mysql.sql", 16), ("sakila.sqlite.sql", 16),
    ("tpcc_create_table.sql", 8),
  ]

  @Test(arguments: schemas) func itIsReadWhole(schema: (name: String, tables: Int)) throws {
    let path = GoldenFile.repository.deletingLastPathComponent()
      .appendingPathComponent("shared/data/plans/schemas/\(schema.name)").path
    guard FileManager.default.fileExists(atPath: path) else {
      return LiveServers.leftOut("published schemas", because: "they are not beside the repository")
    }
    guard let run = Schemas.run([path]) else { return }
    let written = run.text
    let text = try #require(written, "\(Schemas.messages(run))")
    #expect(Imports.mistakes(text).isEmpty)
    let entities = String(decoding: text, as: UTF8.self).split(separator: "\n")
      .count { $0.hasPrefix("entity ") }
    #expect(entities == schema.tables)
    let findings = Imports.check(text).document.findings
    #expect(findings.allSatisfy { $0.severity < .danger }, "\(findings.map(\.title))")
  }
}
