public import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// What generated rows are made to show.
public enum DataStyle: Hashable, Sendable {
  /// Mistakes: few values at the edges of their types, so that orders tie and much is missing.
  case edges
  /// Figures: sizes, shares, fan-outs and their skew as declared, as far as the scale leaves room;
  /// the largest entity has about so many rows.
  case declared(largest: Int)
}

/// Rows for any workload: keys and unique combinations hold, references lead to rows. The same seed
/// gives the same rows.
public struct RowGenerator: Sendable {
  public let workload: Workload
  public var values: ValueGenerator
  /// Rows of an entity that refers to nothing.
  public let roots: Int
  public let style: DataStyle
  /// What the patterns compare a field with, so that their filters find rows.
  private let literals: [FieldReference: [Value]]
  private var dataset: Dataset
  private var keys: [Set<[Value]>]
  private var uniques: [[Set<[Value]>]]
  private let counts: DeclaredCounts?
  private let hasGivenCounts: Bool
  let ages: DeclaredAges
  private var targets: [AttributeReference: TargetSampler] = [:]
  private var pools: [FieldReference: ValuePool] = [:]

  /// - Parameter rowCounts: The rows of each entity, by its id, in place of those that the style
  ///   makes of the declared counts.
  public init(
    workload: Workload,
    seed: UInt64,
    now: Int64,
    roots: Int = 12,
    style: DataStyle = .edges,
    rowCounts: [Int]? = nil
  ) {
    self.workload = workload
    self.roots = roots
    self.style = style
    hasGivenCounts = rowCounts != nil
    if let rowCounts {
      precondition(rowCounts.count == workload.entities.count, "every entity has a count")
      counts = DeclaredCounts(rows: rowCounts)
    } else if case .declared(let largest) = style {
      counts = DeclaredCounts(
        workload: workload,
        largest: largest,
        order: Self.orderedEntities(of: workload)
      )
    } else {
      counts = nil
    }
    ages = DeclaredAges(workload: workload)
    values = ValueGenerator(seed: seed, now: now)
    literals = Self.literals(in: workload)
    dataset = Dataset(workload: workload)
    keys = workload.entities.map { _ in [] }
    uniques = workload.entities.map { entity in
      entity.uniqueCombinations.map { _ in [] }
    }
  }

  /// A consistent data set.
  public mutating func generate() -> Dataset {
    for entity in Self.orderedEntities(of: workload) {
      let wanted = counts?.rows[entity.rawValue] ?? rowCount(of: workload[entity])
      // Rows with the figures that a model declares are the same whatever else it declares.
      if counts != nil { values.begin(workload[entity].name) }
      var missed = 0
      for _ in 0..<wanted {
        // A row that cannot be told from another is left out; of a table that was asked for in so
        // many rows, not before it is plain that there are no more.
        var isThere = false
        for _ in 0..<(hasGivenCounts ? 500 : 20) where !isThere {
          if let row = row(of: entity), insert(row, entity) { isThere = true }
        }
        missed = isThere ? 0 : missed + 1
        if hasGivenCounts, missed == 20 { break }
      }
    }
    dataset = keptUpToDate(dataset)
    return dataset
  }

  /// A row that could be inserted beside those there are; `nil` where chance did not find one.
  public mutating func newRow(
    of entity: EntityID,
    beside dataset: Dataset,
    fixed: [FieldID: Value] = [:]
  ) -> [Value]? {
    self.dataset = dataset
    let own = workload[entity]
    keys[entity.rawValue] = Set(dataset[entity].map { key($0, own) })
    for (position, fields) in own.uniqueCombinations.enumerated() {
      uniques[entity.rawValue][position] = Set(
        dataset[entity].map { row in fields.map { row[$0.rawValue] } }
      )
    }
    for _ in 0..<50 {
      guard var row = row(of: entity) else { continue }
      for field in workload[entity].fields {
        row[field.id.rawValue] = fixed[field.id] ?? row[field.id.rawValue]
      }
      if isFree(row, entity) { return row }
    }
    return nil
  }

  // MARK: Rows

  private func rowCount(of entity: Entity) -> Int {
    if case .link = entity.origin { return roots * 3 }
    let references = entity.attributes.filter { attribute in
      if case .reference = attribute.kind { return true }
      return false
    }
    return references.isEmpty ? roots : roots * 3
  }

  private mutating func row(of entity: EntityID) -> [Value]? {
    let declared = workload[entity]
    if counts != nil { return declaredRow(of: declared) }
    var row = [Value](repeating: .null, count: declared.fields.count)
    for (position, attribute) in declared.attributes.enumerated() {
      let fields = declared.fields(of: AttributeID(position))
      if attribute.isOptional, values.random.chance(min(0.6, 1 - attribute.presentShare) + 0.1) {
        continue
      }
      if let wanted = attribute.variantCase, !holds(wanted, in: row, declared) { continue }
      if case .reference(let reference) = attribute.kind {
        guard refer(fields, to: reference.target, in: &row) || attribute.isOptional else {
          return nil
        }
        continue
      }
      for field in fields { row[field.id.rawValue] = value(of: field, declared) }
    }
    return row
  }

  private mutating func value(of field: Field, _ entity: Entity) -> Value {
    let isDistinct =
      entity.isKey(field.id) || field.flags.contains(.unique)
      || entity.uniques.contains { $0.fields.contains(field.id) }
    if isDistinct { return values.distinctValue(of: field.type) }
    if let known = literals[FieldReference(entity.id, field.id)], values.random.chance(0.5),
      let literal = values.pick(known),
      case .success(let fitted) = FieldFit.fit(literal, to: field.type)
    {
      return fitted
    }
    if field.flags.contains(.version) { return .integer(Int64(values.random.integer(1...4))) }
    return values.value(of: field.type)
  }

  func holds(_ variantCase: String, in row: [Value], _ entity: Entity) -> Bool {
    entity.fields.contains { field in
      guard case .enumeration(let cases) = field.type,
        cases.contains(where: { $0.name == variantCase })
      else { return false }
      return row[field.id.rawValue] == .string(variantCase)
    }
  }

  /// A reference as declared: by its fan-out and the skew of it.
  mutating func referAsDeclared(
    _ attribute: AttributeReference,
    _ reference: EntityReference,
    in row: inout [Value]
  ) -> Bool {
    let rows = dataset[reference.target]
    guard !rows.isEmpty else { return false }
    // Taken out while it changes: what is held twice is copied.
    var sampler =
      targets.removeValue(forKey: attribute)
      ?? TargetSampler(reference: reference, count: rows.count, random: &values.random)
    let chosen = rows[min(rows.count - 1, sampler.next(&values.random))]
    targets[attribute] = sampler
    for field in workload[attribute.entity].fields(of: attribute.attribute) {
      guard let references = field.references else { continue }
      row[field.id.rawValue] = chosen[references.field.rawValue]
    }
    return true
  }

  /// One of the values that a field is declared to have, in a table of so many rows.
  mutating func pooled(
    _ field: FieldReference,
    _ distinct: DistinctValues,
    _ make: (inout ValueGenerator) -> Value
  ) -> Value {
    let most = counts?.rows[field.entity.rawValue] ?? roots
    let pool = pools[field] ?? ValuePool(distinct, most: most, &values, make)
    pools[field] = pool
    return pool.next(&values.random)
  }

  /// Few targets get most references, so that some rows have many and some none.
  private mutating func refer(
    _ fields: [Field],
    to target: EntityID,
    in row: inout [Value]
  ) -> Bool {
    let rows = dataset[target]
    guard !rows.isEmpty else { return false }
    let few = max(1, rows.count / 3)
    let reach = values.random.chance(0.6) ? few : rows.count
    let chosen = rows[values.random.integer(0...reach - 1)]
    for field in fields {
      guard let references = field.references else { continue }
      row[field.id.rawValue] = chosen[references.field.rawValue]
    }
    return true
  }

  private static func literals(in workload: Workload) -> [FieldReference: [Value]] {
    var found: [FieldReference: [Value]] = [:]
    for pattern in workload.patterns {
      for condition in ArgumentGenerator.filters(of: pattern).map(\.1) {
        condition.visit { part in
          switch part {
          case .comparison(_, .field(let path), .literal(let value)),
            .comparison(_, .literal(let value), .field(let path)):
            if value != .null { found[path.field, default: []].append(value) }
          default: break
          }
        }
      }
    }
    return found
  }

  // MARK: Constraints

  private func key(_ row: [Value], _ entity: Entity) -> [Value] {
    entity.key.map { row[$0.rawValue] }
  }

  private func isFree(_ row: [Value], _ id: EntityID) -> Bool {
    let entity = workload[id]
    if keys[id.rawValue].contains(key(row, entity)) { return false }
    for (position, fields) in entity.uniqueCombinations.enumerated() {
      let combination = fields.map { row[$0.rawValue] }
      if !combination.contains(.null), uniques[id.rawValue][position].contains(combination) {
        return false
      }
    }
    return true
  }

  private mutating func insert(_ row: [Value], _ id: EntityID) -> Bool {
    guard isFree(row, id) else { return false }
    dataset[id].append(row)
    keys[id.rawValue].insert(key(row, workload[id]))
    for (position, fields) in workload[id].uniqueCombinations.enumerated() {
      uniques[id.rawValue][position].insert(fields.map { row[$0.rawValue] })
    }
    return true
  }

  /// Entities after those they must refer to; a circle is entered where it was declared first.
  private static func orderedEntities(of workload: Workload) -> [EntityID] {
    var rest = workload.entities.map(\.id)
    var placed: Set<EntityID> = []
    var result: [EntityID] = []
    while !rest.isEmpty {
      let ready =
        rest.firstIndex { id in
          targets(of: workload[id], onlyRequired: false).allSatisfy {
            placed.contains($0) || $0 == id
          }
        }
        ?? rest.firstIndex { id in
          targets(of: workload[id], onlyRequired: true).allSatisfy {
            placed.contains($0) || $0 == id
          }
        }
      let next = rest.remove(at: ready ?? 0)
      placed.insert(next)
      result.append(next)
    }
    return result
  }

  private static func targets(of entity: Entity, onlyRequired: Bool) -> [EntityID] {
    entity.attributes.compactMap { attribute in
      guard case .reference(let reference) = attribute.kind else { return nil }
      return onlyRequired && attribute.isOptional ? nil : reference.target
    }
  }
}
