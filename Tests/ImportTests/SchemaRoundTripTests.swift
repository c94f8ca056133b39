import DBModelDesign
import DBModelDriver
import DBModelImport
import DBModelPlanning
import DBModelQuery
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Testing

/// What is derived from a model, written as SQL, run by an engine and imported again is the same
/// schema: tables, columns, keys, what is unique, indexes, and references between them.
@Suite struct SchemaRoundTripTests {
  /// Models of one file that something relational is derived from.
  static let models =
    Repository.files(
      below: "samples",
      suffixes: [".dbmodel"]
    ).filter(isWhole)
    + Repository.files(below: "Tests/DBModelQueryTests/Models", suffixes: [".dbmodel"])

  /// A model by itself, and no part of one.
  private static func isWhole(_ path: String) -> Bool {
    guard let text = Repository.text(path), !text.contains("\nimport ") else { return false }
    let workload = model(Array(text.utf8)).workload
    return !workload.stores.isEmpty && !workload.entities.isEmpty
  }

  @Test func thereAreModelsToCompare() { #expect(Self.models.count >= 8) }

  @Test(arguments: models, SQLDialect.allCases)
  func aDerivedSchemaComesBack(path: String, dialect: SQLDialect) throws {
    let source = try #require(Repository.text(path))
    let workload = Self.model(Array(source.utf8)).workload
    let design = try #require(Self.design(workload))
    let sql = try #require(SQLDialect(rawValue: dialect.rawValue))
    let writer = SQLSchemaWriter(design: design, workload: workload, dialect: sql)
    let script = writer.tableStatements.map { $0 + ";\n" }.joined()
    guard let run = Schemas.run(text: script, dialect) else {
      return LiveServers.leftOut("imports of \(dialect)", because: "no server is installed")
    }
    let written = run.text
    let imported = try #require(written, "\(Schemas.messages(run))\n\(script)")
    #expect(Imports.mistakes(imported).isEmpty)
    let model = Self.model(imported)
    let back = try #require(model.fixedSQLDesigns.first)
    // MySQL holds the beginnings of long texts alone, which is said and not carried over.
    let partial = Set(design.tables.flatMap { $0.indexes.map(\.name) }).filter { name in
      dialect == .mysql && run.notes.contains { $0.contains("index `\(name)`") }
    }
    #expect(partial.count <= 2)
    let expected = design.tables.map { Self.lines($0, without: partial) }.sorted()
    // InnoDB makes an index of its own for a foreign key that has none, and names it after that.
    let own = Set(dialect == .mysql ? design.tables.flatMap { $0.foreignKeys.map(\.name) } : [])
    let found = back.tables.map { Self.lines($0.schema, without: own) }.sorted()
    #expect(found == expected, "\(script)")
    // A reference of the model is one in the import.
    let references = model.workload.entities.map { entity in
      Set(entity.fields.filter { $0.references != nil }.map { $0.path.first ?? "" }).count
    }
    let keys = design.tables.map { table in
      Set(table.foreignKeys.map { $0.columns }).count
    }
    #expect(references.reduce(0, +) >= keys.reduce(0, +), "\(path): \(dialect)")
  }

  private static func model(_ text: [UInt8]) -> SemanticModel {
    Resolver.resolve([parse(Imports.file(text, path: "m.dbmodel")).tree]).model
  }

  private static func design(_ workload: Workload) -> RelationalDesign? {
    for case .relational(let design) in Planner.relational(workload: workload).design.stores {
      return design
    }
    return nil
  }

  /// A table in lines, without the names of what an engine may name itself.
  private static func lines(_ table: RelationalTable, without: Set<String> = []) -> String {
    let uniques = table.uniques.map { $0.columns.sorted().joined(separator: ",") }
    let own = table.indexes.filter(\.isUnique).map { index in
      index.columns.map(\.column).sorted().joined(separator: ",")
    }
    let indexes = table.indexes.filter { !$0.isUnique && !without.contains($0.name) }.map { index in
      let columns = index.columns.map { $0.column + ($0.isDescending ? " desc" : "") }
      return "\(index.name)(\(columns.joined(separator: ",")))"
    }
    return """
      \(table.name): \(table.columns.map(\.name).joined(separator: ","))
      key \(table.primaryKey.joined(separator: ","))
      unique \(Set(uniques + own).sorted().joined(separator: "; "))
      index \(indexes.sorted().joined(separator: "; "))
      """
  }
}
