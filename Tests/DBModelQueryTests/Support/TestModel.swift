import DBModelDesign
import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

/// A model of the tests, resolved.
struct TestModel: Sendable, CustomTestStringConvertible {
  let name: String
  let workload: Workload
  /// Findings that make the model useless.
  let problems: [String]

  var testDescription: String { name }

  /// The models in `Models`.
  static let all: [TestModel] = ["market", "zoo"].compactMap { name in
    let path = "Tests/DBModelQueryTests/Models/\(name).dbmodel"
    let url = GoldenFile.repository.appendingPathComponent(path)
    guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
    return TestModel(name: name, path: path, text: String(decoding: data, as: UTF8.self))
  }

  init(name: String, path: String, text: String) {
    self.name = name
    let file = SourceFile(id: FileID(0), path: path, bytes: Array(text.utf8))
    let (tree, syntax) = parse(file)
    let (model, semantic) = Resolver.resolve([tree])
    problems = (syntax + semantic).filter { $0.severity == .error }
      .map { $0.plainText(in: file) }
    workload = model.workload
  }

  func pattern(_ name: String) throws -> AccessPattern {
    try #require(workload.patterns.first { $0.name == name })
  }

  var design: RelationalDesign { TestDesign(workload: workload).design }
}

/// The plainest schema: a table for each entity with its key, its unique combinations and its
/// references, and no further index.
struct TestDesign {
  let workload: Workload

  var design: RelationalDesign {
    RelationalDesign(
      store: StoreID(0),
      origin: .derived,
      tables: ordered.map { table(workload[$0]) }
    )
  }

  /// Tables after those they refer to, as far as no circle prevents it.
  private var ordered: [EntityID] {
    var rest = workload.entities.map(\.id)
    var result: [EntityID] = []
    while !rest.isEmpty {
      let ready = rest.firstIndex { id in
        references(workload[id]).allSatisfy { result.contains($0.target) || $0.target == id }
      }
      result.append(rest.remove(at: ready ?? 0))
    }
    return result
  }

  private func references(_ entity: Entity) -> [EntityReference] {
    entity.attributes.compactMap { attribute in
      if case .reference(let reference) = attribute.kind { reference } else { nil }
    }
  }

  private func name(_ field: Field) -> String { field.path.map(snake).joined(separator: "_") }

  private func snake(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      if letter.isUppercase, !text.isEmpty { text.append("_") }
      text += letter.lowercased()
    }
  }

  private func names(_ fields: [FieldID], _ entity: Entity) -> [String] {
    fields.map { name(entity[$0]) }
  }

  private func table(_ entity: Entity) -> RelationalTable {
    let table = snake(entity.name)
    let columns = entity.fields.map {
      Column(name: name($0), field: $0.id, isNullable: $0.isOptional)
    }
    let singles = entity.fields.filter { $0.flags.contains(.unique) }.map { [$0.id] }
    let uniques = (singles + entity.uniques.map(\.fields)).enumerated().map { position, fields in
      (name: "\(table)_unique_\(position + 1)", columns: names(fields, entity))
    }
    var keys: [ForeignKey] = []
    for (position, attribute) in entity.attributes.enumerated() {
      guard case .reference(let reference) = attribute.kind else { continue }
      let fields = entity.fields(of: AttributeID(position))
      let target = workload[reference.target]
      var action = reference.deleteAction ?? .restrict
      if case .link = entity.origin { action = .cascade }
      keys.append(
        ForeignKey(
          name: "\(table)_\(snake(attribute.name))_fkey",
          columns: fields.map(name),
          referencedTable: snake(target.name),
          referencedColumns: fields.compactMap { field in
            field.references.map { name(target[$0.field]) }
          },
          deleteAction: action
        )
      )
    }
    return RelationalTable(
      name: table,
      entity: entity.id,
      columns: columns,
      primaryKey: names(entity.key, entity),
      uniques: uniques,
      foreignKeys: keys,
      checks: checks(entity, table),
      indexes: [],
      comment: entity.documentation
    )
  }

  private func checks(_ entity: Entity, _ table: String) -> [CheckConstraint] {
    entity.fields.compactMap { field in
      let column = name(field)
      switch field.type {
      case .enumeration(let cases):
        return .oneOf(name: "\(table)_\(column)_check", column: column, values: cases.map(\.name))
      case .integer(let minimum, let maximum) where minimum != nil || maximum != nil:
        return .range(
          name: "\(table)_\(column)_check",
          column: column,
          minimum: minimum,
          maximum: maximum
        )
      case .string(let maximum, _):
        return .length(
          name: "\(table)_\(column)_check",
          column: column,
          maximumCharacters: maximum
        )
      default: return nil
      }
    }
  }
}
