import DBModelDesign
import DBModelEstimation
import DBModelExplain
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The rows of a plan that was made on a sample, at the declared size.
///
/// What a step reads by equal values grows as the declared number of rows of such a value does, and
/// not with the table: a customer has as many orders in a large shop. What it reads by a range, or
/// by values whose share of the rows is declared, grows with the table. Figures that rest on fewer
/// rows than show anything are taken out: one row of a sample may stand for none.
struct SampleScale {
  /// A step that found fewer rows than this in a thinned table has found nothing that counts.
  private static let fewestRows = 3.0

  private let workload: Workload
  private let design: RelationalDesign
  private let dataset: Dataset
  private let cardinality: Cardinality
  /// What the statement at hand calls its tables.
  private var aliases: [String: String] = [:]
  /// Different values of fields in the sample, as they were counted.
  private var counted: [[FieldReference]: Double] = [:]

  init(workload: Workload, design: RelationalDesign, dataset: Dataset) {
    self.workload = workload
    self.design = design
    self.dataset = dataset
    cardinality = Cardinality(workload: workload)
  }

  /// The tables of a plan, in its order.
  mutating func tables(in tree: PlanTree, of statement: SQLStatement) -> [PlannedSample.Table] {
    aliases = WrittenAliases.all(in: statement, of: design)
    var found: [PlannedSample.Table] = []
    func visit(_ node: PlanNode) {
      if let table = table(node) {
        let loaded = Double(dataset[table.entity].count)
        let declared = max(declaredRows(table), loaded)
        let one = PlannedSample.Table(
          name: table.name,
          rows: isThinned(loaded, declared) ? loaded : declared,
          declaredRows: declared
        )
        if !found.contains(one) { found.append(one) }
      }
      for child in node.children { visit(child) }
    }
    visit(tree.root)
    return found
  }

  mutating func atDeclaredSize(_ tree: PlanTree, of statement: SQLStatement) -> PlanTree {
    aliases = WrittenAliases.all(in: statement, of: design)
    var tree = tree
    scale(&tree.root)
    return tree
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private mutating func scale(_ node: inout PlanNode) {
    // Costs are those of the sample, and no part of them is a part of those at full size.
    node.estimate?.totalCost = nil
    node.estimate?.startupCost = nil
    node.properties.removeAll { $0.key == "cost" }
    if node.relation != nil {
      switch factor(node) {
      case .known(1): break
      case .known(let factor): multiply(&node, factor)
      case .unknown: multiply(&node, nil)
      }
    }
    for place in node.children.indices { scale(&node.children[place]) }
  }

  private func multiply(_ node: inout PlanNode, _ factor: Double?) {
    let rows = node.properties["rows"]?.number
    // No optimizer says less than one row of what it reads.
    let known = factor.flatMap { factor in rows.map { max(min($0, 1), ($0 * factor).rounded()) } }
    node.properties = node.properties.compactMap { property in
      guard property.key == "rows" else { return property }
      return known.map { PlanProperty("rows", .text(String(Int64(min($0, 1e15))))) }
    }
    let given = node.estimate?.rows
    node.estimate?.rows = factor.flatMap { factor in
      given.map { max(min($0, 1), $0 * factor) }
    }
  }

  // MARK: The factor of a step

  private enum Factor {
    case known(Double)
    case unknown
  }

  private mutating func factor(_ node: PlanNode) -> Factor {
    // What a step above has made is of no table.
    guard let table = table(node) else { return .unknown }
    let loaded = Double(dataset[table.entity].count)
    let declared = declaredRows(table)
    guard loaded > 0, isThinned(loaded, declared) else { return .known(1) }
    let rows = node.properties["rows"]?.number ?? 0
    switch node.operation {
    case .tableScan: return .known(declared / loaded)
    case .indexScan, .indexOnlyScan:
      let equal = equalColumns(node)
      if equal.isEmpty, node.indexCondition == nil {
        // A whole index that ends early, since a LIMIT has enough: at any size as many rows.
        return .known(rows < 0.9 * loaded ? 1 : declared / loaded)
      }
      let factor = growth(equal, of: table, loaded: loaded, declared: declared)
      return rows < Self.fewestRows && factor > 2 ? .unknown : .known(factor)
    case .keyLookup: return .known(1)
    default:
      return rows < Self.fewestRows ? .unknown : .known(declared / loaded)
    }
  }

  /// How many times as many rows share the values of columns.
  private mutating func growth(
    _ columns: [String],
    of table: RelationalTable,
    loaded: Double,
    declared: Double
  ) -> Double {
    let entity = workload[table.entity]
    // What is no key of anything keeps its share of the rows.
    let fields = columns.compactMap { name in table.columns.first { $0.name == name }?.field }
      .filter { id in
        let field = entity[id]
        return field.references != nil || field.flags.contains(.unique) || entity.isKey(id)
      }
    guard !fields.isEmpty else { return declared / loaded }
    let inSample = loaded / max(1, values(of: fields, table.entity))
    let all = declared / max(1, cardinality.distinctValues(fields, of: table.entity).high)
    return max(1, all) / max(1, inSample)
  }

  private mutating func values(of fields: [FieldID], _ entity: EntityID) -> Double {
    let name = fields.map { FieldReference(entity, $0) }
    if let known = counted[name] { return known }
    var found: Set<[Value]> = []
    for row in dataset[entity] {
      let values = fields.map { row[$0.rawValue] }
      if !values.contains(.null) { found.insert(values) }
    }
    counted[name] = Double(found.count)
    return Double(found.count)
  }

  /// The first parts of the index that are compared with values and lists of them.
  private func equalColumns(_ node: PlanNode) -> [String] {
    guard node.label.hasSuffix("range") else {
      return node.indexTerms.filter { $0.comparison == .equal }.flatMap(\.columns)
    }
    let fixed = FixedColumns(node)
    return Array((node.properties["used_key_parts"]?.texts ?? []).prefix(while: fixed.contains))
  }

  /// A few rows less are those whose keys chance drew twice.
  private func isThinned(_ loaded: Double, _ declared: Double) -> Bool { declared > loaded * 1.05 }

  private func declaredRows(_ table: RelationalTable) -> Double {
    cardinality.rows(table.entity).high
  }

  /// The table of a step. The writer calls a second reading of a table `order_2`.
  private func table(_ node: PlanNode) -> RelationalTable? {
    guard let name = node.relation, !name.hasPrefix("<") else { return nil }
    let relation = aliases[name] ?? name
    if let table = design.tables.first(where: { $0.name == relation }) { return table }
    guard let end = relation.lastIndex(of: "_"),
      Int(relation[relation.index(after: end)...]) != nil
    else { return nil }
    return design.tables.first { $0.name == relation[..<end] }
  }
}
