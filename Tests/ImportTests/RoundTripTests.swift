import DBModelDesign
import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

/// What `compile` writes as CreateTable and `import` reads again is the same design: tables, keys,
/// indexes and projections.
@Suite struct RoundTripTests {
  /// The samples that are models by themselves.
  static let models = Repository.files(below: "samples", suffixes: [".dbmodel"]).filter {
    $0.split(separator: "/").count == 3 && Repository.text($0)?.contains("\nmodel ") == true
  }

  @Test(arguments: models) func aCompiledDesignComesBack(path: String) throws {
    let request = DriverRequest(
      .compile(outputDirectory: "out"),
      paths: [Repository.path(path)],
      runsSQLitePlans: false
    )
    let outcome = Driver.run(request) { [] }
    let emitted = outcome.emittedFiles.filter { $0.path.hasSuffix(".json") }
    if emitted.isEmpty { return }
    let files = emitted.enumerated().map { number, file in
      Imports.file(file.bytes, path: file.path, number: Int32(number))
    }
    let imported = Importer.run(files)
    let text = try #require(imported.text, "\(imported.diagnostics.map(\.title))")
    let mistakes = Imports.mistakes(text)
    #expect(mistakes.isEmpty, "\(mistakes.map(\.title))")
    let found = try Self.tables(of: text)
    let expected = try emitted.map { try Self.shape($0.bytes) }
    #expect(found == expected.sorted())
  }

  @Test func thereAreDesignsToCompare() { #expect(Self.models.count >= 2) }

  /// The tables of a model's fixed designs, one line each.
  private static func tables(of text: [UInt8]) throws -> [String] {
    let (tree, _) = parse(Imports.file(text, path: "m.dbmodel"))
    let model = Resolver.resolve([tree]).model
    return model.fixedDesigns.flatMap(\.tables.tables).map(shape).sorted()
  }

  private static func shape(_ table: DynamoDBTable) -> String {
    func key(_ attributes: [KeyAttribute]) -> String {
      attributes.map { "\($0.name):\($0.type.rawValue)" }.joined(separator: ",")
    }
    let indexes = table.indexes.map { index in
      let projection: String =
        switch index.projection {
        case .all: "ALL"
        case .keysOnly: "KEYS_ONLY"
        case .include(let names): "INCLUDE \(names.sorted().joined(separator: ","))"
        }
      return
        "\(index.scope) \(index.name) \(key(index.partitionKey)) / \(key(index.sortKey)) \(projection)"
    }
    let own = key([table.partitionKey] + [table.sortKey].compactMap { $0 })
    return ([table.name, own] + indexes.sorted()).joined(separator: "; ")
  }

  /// The same of a CreateTable input, read by Foundation.
  private static func shape(_ json: [UInt8]) throws -> String {
    let table = try #require(
      try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    )
    let definitions = table["AttributeDefinitions"] as? [[String: String]] ?? []
    let types = Dictionary(
      definitions.map { ($0["AttributeName"] ?? "", $0["AttributeType"] ?? "") },
      uniquingKeysWith: { first, _ in first }
    )
    func key(_ schema: Any?, _ role: String) -> String {
      (schema as? [[String: String]] ?? []).filter { $0["KeyType"] == role }
        .map { "\($0["AttributeName"] ?? ""):\(types[$0["AttributeName"] ?? ""] ?? "")" }
        .joined(separator: ",")
    }
    let lists = [("global", "GlobalSecondaryIndexes"), ("local", "LocalSecondaryIndexes")]
    let written = lists.flatMap { scope, list in
      (table[list] as? [[String: Any]] ?? []).map { (scope, $0) }
    }
    let indexes = written.map { scope, index in
      let projection = index["Projection"] as? [String: Any]
      var shown = projection?["ProjectionType"] as? String ?? ""
      if let names = projection?["NonKeyAttributes"] as? [String] {
        shown += " \(names.sorted().joined(separator: ","))"
      }
      return "\(scope) \(index["IndexName"] ?? "") \(key(index["KeySchema"], "HASH")) / "
        + "\(key(index["KeySchema"], "RANGE")) \(shown)"
    }
    let own = [key(table["KeySchema"], "HASH"), key(table["KeySchema"], "RANGE")]
      .filter { !$0.isEmpty }.joined(separator: ",")
    return ([table["TableName"] as? String ?? "", own] + indexes.sorted()).joined(separator: "; ")
  }
}
