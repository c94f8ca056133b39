package import DBModelDesign
import DBModelQuery
import DBModelReport
package import DBModelWorkload

/// The tables, keys and indexes of a DynamoDB design as a part of a report.
package struct TablesSection {
  let workload: Workload
  let design: DynamoDBDesign

  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [.heading(level: 2, title), .table(tables)]
    for (title, scope) in [("Global indexes", IndexScope.global), ("Local indexes", .local)]
    where design.tables.contains(where: { $0.indexes.contains { $0.scope == scope } }) {
      blocks += [.heading(level: 3, title), .table(indexes(scope))]
    }
    return blocks + ShardsSection(workload: workload, design: design).blocks
  }

  private var title: String {
    let store = workload[design.store].name
    switch design.origin {
    case .derived: return "DynamoDB tables of `\(store)`, derived"
    case .fixed(let name): return "DynamoDB tables of `\(store)`, as design `\(name)` states them"
    }
  }

  private var tables: ReportTable {
    let columns = [
      ReportColumn("table"), ReportColumn("entity"), ReportColumn("partition key"),
      ReportColumn("sort key"), ReportColumn("key of an item"),
    ]
    var rows: [[ReportCell]] = []
    for table in design.tables {
      for (position, layout) in table.layouts.enumerated() {
        let entity = workload[layout.entity]
        rows.append([
          ReportCell(position == 0 ? "`\(table.name)`" : ""), ReportCell(entity.name),
          ReportCell(
            Self.describe(table.partitionKey, layout.partitionKey, entity)
          ),
          ReportCell(
            table.sortKey.flatMap { key in
              layout.sortKey.map { Self.describe(key, $0, entity) }
            } ?? "–"
          ),
          ReportCell(ExampleKey(entity: entity).text(table, layout).map { "`\($0)`" } ?? "–"),
        ])
        rows += layout.embedded.map { embedded($0, of: entity) }
      }
      for (position, own) in table.guards.enumerated() {
        let entity = workload[own.entity]
        let names = own.fields.map { entity[$0].name }.joined(separator: ", ")
        rows.append([
          ReportCell(position == 0 ? "`\(table.name)`" : ""),
          ReportCell("\(entity.name), unique \(names)"),
          ReportCell(Self.describe(table.partitionKey, own.template, entity)), "–",
          ReportCell(ExampleKey(entity: entity).text(table, own).map { "`\($0)`" } ?? "–"),
        ])
      }
    }
    return ReportTable(columns: columns, rows: rows)
  }

  /// Rows that stand in the items of another entity.
  private func embedded(_ rows: EmbeddedRows, of holder: Entity) -> [ReportCell] {
    let entity = workload[rows.entity]
    let names = EmbeddedCodec(rows, workload: workload).nameFields
    let member = KeyTemplate.text(KeySegment.joined(names))
    return [
      "", ReportCell(entity.name), ReportCell("in `\(rows.field.name)` of each \(holder.name)"),
      ReportCell(Self.text(member, entity)),
      ReportCell(
        ExampleKey(entity: entity).value(member).map { "`\(rows.field.name).\($0)`" } ?? "–"
      ),
    ]
  }

  private func indexes(_ scope: IndexScope) -> ReportTable {
    let columns = [
      ReportColumn("index"), ReportColumn("partition key"), ReportColumn("sort key"),
      ReportColumn("projects"),
    ]
    let rows = design.tables.flatMap { table in
      table.indexes.filter { $0.scope == scope }.map { index -> [ReportCell] in
        [
          ReportCell("`\(table.name).\(index.name)`"),
          ReportCell(index.partitionKey.map(Self.describe).joined(separator: ", ")),
          ReportCell(
            index.sortKey.isEmpty ? "–" : index.sortKey.map(Self.describe).joined(separator: ", ")
          ),
          ReportCell(Self.describe(index.projection)),
        ]
      }
    }
    return ReportTable(columns: columns, rows: rows)
  }

  private static func describe(_ key: KeyAttribute) -> String {
    "`\(key.name)` \(key.type.rawValue)"
  }

  /// `` `pk` S = ORDER#{id} ``; a native key only says its name and type.
  package static func describe(_ key: KeyAttribute, _ template: KeyTemplate, _ entity: Entity)
    -> String
  {
    switch template {
    case .native(let field):
      let name = entity[field].name
      return name == key.name ? describe(key) : "\(describe(key)) = {\(name)}"
    case .text, .shard: return "\(describe(key)) = \(text(template, entity))"
    }
  }

  /// The text of a template as a fixed design writes it: `ORDER#{placed}`.
  static func text(_ template: KeyTemplate, _ entity: Entity) -> String {
    switch template {
    case .native(let field): return "{\(entity[field].name)}"
    case .shard(_, 1): return "0"
    case .shard(let fields, let count):
      let names = fields.map { "{\(entity[$0].name)}" }
      return "CRC-32(\(names.joined(separator: KeyEncoding.separator))) mod \(count)"
    case .text(let segments):
      return segments.map { segment in
        switch segment {
        case .literal(let text): text
        case .field(let field): "{\(entity[field].name)}"
        }
      }.joined()
    }
  }

  private static func describe(_ projection: IndexProjection) -> String {
    switch projection {
    case .keysOnly: "keys only"
    case .all: "all"
    case .include(let names): names.joined(separator: ", ")
    }
  }
}
