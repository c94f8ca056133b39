public import DBModelStatistics
public import DBModelWorkload

/// How many rows there are, how many values a field has, and how many rows a condition leaves:
/// the declared counts and shares, and nothing else.
public struct Cardinality: Sendable {
  /// Rows assumed where a count is declared not to be known: one to this many.
  public static let largestUnknownCount = 1e9

  /// Dates that a column can be expected to hold: the days of a century, which dates of birth need.
  public static let mostDates = 36_525.0

  /// Ten years of dates: what is due, booked or measured spans years, not a century.
  public static let usualDates = 3_653.0

  private let workload: Workload

  public init(workload: Workload) { self.workload = workload }

  /// Rows today.
  public func rows(_ entity: EntityID) -> Interval {
    guard let count = workload[entity].rowCount.value else {
      return Interval(1, Self.largestUnknownCount)
    }
    return Interval(max(0, count))
  }

  /// Different values of a field among its rows.
  ///
  /// A key, a unique field and generated identifiers have as many as there are rows; a reference at
  /// most as many as its target has rows, and a copy as many as what it is of; an enumeration its
  /// cases; dates the days of a century, those of a clock the days that rows were made on; another
  /// clock nearly as many as rows.
  /// Of all others the declared number (`distinct`); where there is none, free texts and numbers
  /// without bounds are taken to be nearly all different, which is the case
  /// an index is wanted for.
  public func distinctValues(_ field: FieldReference) -> Interval {
    let entity = workload[field.entity]
    let declared = entity[field.field]
    let rows = rows(field.entity)
    let present = rows * declared.presentShare
    func atMost(_ bound: Double) -> Interval {
      Interval(max(1, min(present.low, bound)), max(1, min(present.high, bound)))
    }
    if entity.key == [field.field] || declared.flags.contains(.unique) {
      return atMost(.greatestFiniteMagnitude)
    }
    if let target = declared.references ?? entity.copy(field.field)?.source {
      let values = distinctValues(target)
      return Interval(max(1, min(present.low, values.low)), max(1, min(present.high, values.high)))
    }
    if let told = declared.distinct { return atMost(told.count) }
    switch declared.type {
    case .bool: return atMost(2)
    case .date where declared.flags.contains(.clock):
      let days = RowAges(workload: workload).days(of: field.entity) ?? Interval(Self.mostDates)
      return Interval(max(1, min(present.low, days.low)), max(1, min(present.high, days.high)))
    case .date: return atMost(Self.mostDates)
    case .enumeration(let cases): return atMost(Double(max(1, cases.count)))
    case .integer(let minimum?, let maximum?):
      return atMost(Double(maximum) - Double(minimum) + 1)
    default: return atMost(.greatestFiniteMagnitude)
    }
  }

  /// Whether nothing says how many values a field has among its rows, so that they are taken to be
  /// nearly all different: a text, or a number without bounds, that need not be unique.
  public func isUntold(_ field: FieldReference) -> Bool {
    let entity = workload[field.entity]
    let declared = entity[field.field]
    guard declared.references == nil, entity.copy(field.field) == nil, declared.distinct == nil,
      declared.flags.isDisjoint(with: [.unique, .clock, .version]),
      !([entity.key] + entity.uniques.map(\.fields)).contains(where: { $0.contains(field.field) })
    else { return false }
    switch declared.type {
    case .string, .bytes, .decimal: return true
    case .integer(let minimum, let maximum): return minimum == nil || maximum == nil
    default: return false
    }
  }

  /// Different combinations of several fields, taken to be independent, at most one per row.
  public func distinctValues(_ fields: [FieldID], of entity: EntityID) -> Interval {
    let rows = rows(entity)
    let declared = workload[entity]
    let uniques = [declared.key] + declared.uniques.map(\.fields)
    if uniques.contains(where: { $0.allSatisfy(fields.contains) }) {
      return Interval(max(1, rows.low), max(1, rows.high))
    }
    var product = Interval(1)
    for group in together(fields, of: declared) {
      let values =
        group.target.map { distinctValues(group.fields, of: $0) }
        ?? distinctValues(FieldReference(entity, group.fields[0]))
      // Bounded at every step, so that many fields cannot overflow.
      product = Interval(
        min(product.low * values.low, max(1, rows.low)),
        min(product.high * values.high, max(1, rows.high))
      )
    }
    return product
  }

  /// Fields by themselves, but those of one reference together, as fields of the rows it leads to:
  /// they have no combinations that these have not.
  private func together(
    _ fields: [FieldID],
    of entity: Entity
  ) -> [(target: EntityID?, fields: [FieldID])] {
    var groups: [(attribute: AttributeID, target: EntityID?, fields: [FieldID])] = []
    for id in fields {
      let field = entity[id]
      let isOfSeveral = field.references != nil && entity.fields(of: field.attribute).count > 1
      guard isOfSeveral, let held = field.references else {
        groups.append((field.attribute, nil, [id]))
        continue
      }
      let known = groups.firstIndex { $0.attribute == field.attribute && $0.target == held.entity }
      if let known {
        groups[known].fields.append(held.field)
      } else {
        groups.append((field.attribute, held.entity, [held.field]))
      }
    }
    return groups.map { ($0.target, $0.fields) }
  }

  /// The mean number of rows that share one combination of values; at least 1 where there are rows.
  public func rowsPerValue(_ fields: [FieldID], of entity: EntityID) -> Interval {
    let rows = rows(entity)
    let values = distinctValues(fields, of: entity)
    return Interval(rows.low / max(1, values.low), rows.high / max(1, values.high))
  }

  /// The part of the rows with a value that hold one of an enumeration; the even share where it is
  /// not declared.
  public func rowShare(_ value: String, of field: FieldReference) -> Double {
    guard case .enumeration(let cases) = workload[field].type, !cases.isEmpty else {
      return 1 / max(1, distinctValues(field).middle)
    }
    let declared = cases.compactMap(\.rowShare).reduce(0, +)
    let undeclared = cases.filter { $0.rowShare == nil }.count
    guard let found = cases.first(where: { $0.name == value }) else { return 0 }
    return found.rowShare ?? max(0, 1 - declared) / Double(max(1, undeclared))
  }
}
