public import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// Arguments under which most reads find rows: each is taken from a row that shall be found. Beside
/// rows as declared, parameters are asked for as often as their skew says.
public struct ArgumentGenerator: Sendable {
  public let workload: Workload
  /// The rows there are; a caller that changes them says so.
  public var dataset: Dataset
  public var rows: RowGenerator
  var samplers: [AskedParameter: KeySampler] = [:]
  /// Parameters whose value was drawn by their skew, and is not to be fitted to a row.
  private var held: Set<ParameterID> = []

  public init(workload: Workload, dataset: Dataset, rows: RowGenerator) {
    self.workload = workload
    self.dataset = dataset
    self.rows = rows
  }

  public mutating func arguments(for pattern: AccessPattern) -> Arguments {
    var arguments = Arguments()
    held = []
    for parameter in pattern.parameters {
      if case .element = parameter.type { continue }
      let left = rows.style == .edges ? 0.4 : 1 - parameter.givenShare
      if parameter.isOptional, rows.values.random.chance(left) { continue }
      if pattern.idempotency?.parameter == parameter.id,
        case .value(let type, _) = parameter.type
      {
        arguments[parameter.id] = .value(rows.values.distinctValue(of: type))
      } else if let asked = asked(parameter, pattern) {
        arguments[parameter.id] = asked
        // What a write demands of its rows is rarer than the popular rows: it looks for others.
        if case .read = pattern.operation { held.insert(parameter.id) }
      } else {
        arguments[parameter.id] =
          assigned(parameter, pattern) ?? anything(parameter.type, pattern, arguments)
      }
    }
    // A quarter of the writes looks for any row, so that conditions fail too.
    let meetsConditions = rows.values.random.chance(0.75)
    for (entity, filter) in Self.filters(of: pattern, withConditions: meetsConditions) {
      guard let witness = witness(entity, filter, pattern, arguments) else { continue }
      fit(
        &arguments,
        to: witness,
        entity,
        FilterShape(filter, pattern: pattern, workload: workload),
        pattern
      )
      change(&arguments, from: witness, entity, pattern)
    }
    return arguments
  }

  /// A row that the parts of a filter which name no parameter let pass, if there is one. Reads of
  /// rows as declared meet such parts as often as those rows do, and their changes change a row.
  private mutating func witness(
    _ entity: EntityID,
    _ filter: Expression,
    _ pattern: AccessPattern,
    _ arguments: Arguments
  ) -> [Value]? {
    let meetsLiterals = rows.style == .edges || !pattern.isRead
    func passes(_ row: [Value], _ part: Expression) -> Bool {
      func value(_ path: FieldPath) -> Value? {
        path.via.isEmpty ? row[path.field.field.rawValue] : nil
      }
      switch part {
      case .comparison(let comparison, .field(let path), .literal(let literal)):
        guard meetsLiterals, let held = value(path) else { return true }
        let order = ValueOrder.compare(held, literal)
        switch comparison {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order < 0 && held != .null
        case .lessOrEqual: return order <= 0 && held != .null
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        }
      case .follows(let path, _):
        return leadsOn(value(path), of: path.field)
      // What a parameter is compared with must be there, and be what was drawn.
      case .comparison(.equal, .field(let path), .parameter(let reference))
      where held.contains(reference.parameter):
        guard let value = value(path), let given = given(reference, arguments) else { return true }
        return value == given
      case .comparison(_, .field(let path), .parameter), .isIn(.field(let path), _),
        .isWithin(.field(let path), _), .match(.field(let path), _):
        return value(path) != .null
      default: return true
      }
    }
    let parts = filter.conjuncts
    let suitable = dataset[entity].filter { row in
      parts.allSatisfy { passes(row, $0) } && isChanged(row, entity, pattern)
    }
    return rows.values.pick(suitable) ?? rows.values.pick(dataset[entity])
  }

  /// The value that a parameter gives, or the field of its key.
  private func given(_ reference: ParameterReference, _ arguments: Arguments) -> Value? {
    switch arguments[reference.parameter] {
    case .value(let value): value
    case .key(let key):
      reference.field.flatMap { field in
        workload[field.entity].key.firstIndex(of: field.field).map { key[$0] }
      }
    default: nil
    }
  }

  /// What a pattern asks of the rows that it is about, a condition for each statement.
  ///
  /// - Parameter withConditions: With what writes demand of their rows besides.
  public static func filters(
    of pattern: AccessPattern,
    withConditions: Bool = true
  ) -> [(EntityID, Expression)] {
    func joined(_ filter: Expression, _ condition: Expression?) -> Expression {
      guard withConditions, let condition else { return filter }
      return .and([filter, condition])
    }
    switch pattern.operation {
    case .read(let read): return read.filter.map { [(read.entity, $0.value)] } ?? []
    case .write(let statements, _):
      return statements.compactMap { statement in
        switch statement {
        case .update(let entity, let filter, _, let condition, _),
          .upsert(let entity, let filter, _, let condition, _):
          (entity, joined(filter, condition))
        case .delete(let entity, let filter, let condition, _):
          (entity, joined(filter, condition))
        case .insert, .forEach: nil
        }
      }
    case .sql: return []
    }
  }

  // MARK: From a witness

  private mutating func fit(
    _ arguments: inout Arguments,
    to witness: [Value],
    _ entity: EntityID,
    _ shape: FilterShape,
    _ pattern: AccessPattern
  ) {
    func value(_ path: FieldPath) -> Value {
      path.via.isEmpty && path.field.entity == entity ? witness[path.field.field.rawValue] : .null
    }
    for equality in shape.equalities {
      if case .parameter(let reference) = equality.operand {
        set(&arguments, reference, value(equality.field))
      }
    }
    for range in shape.ranges {
      let held = value(range.field)
      guard held != .null else { continue }
      for bound in [range.lower, range.upper] {
        guard let bound else { continue }
        switch bound.operand {
        case .expression(.parameter(let reference)): set(&arguments, reference, held)
        case .lowerEnd(let id), .startOfLowerDay(let id):
          let isClock = workload[range.field.field].flags.contains(.clock)
          arguments[id] =
            (isClock ? askedStretch(pattern[id].type) : nil) ?? around(held, pattern[id].type)
        default: break
        }
      }
    }
    for membership in shape.memberships {
      guard case .many(var elements) = arguments[membership.parameter] else { continue }
      let values = membership.fields.map(value)
      guard !values.contains(.null) else { continue }
      let isKey = membership.elements[0].field != nil
      let element: Argument = isKey ? .key(values) : .value(values[0])
      let count = elements.count
      elements.removeAll { $0 == element }
      elements.insert(element, at: 0)
      // As many as were drawn, where their number is declared.
      if rows.style != .edges { elements = Array(elements.prefix(max(1, count))) }
      arguments[membership.parameter] = .many(elements)
    }
    for link in shape.links { fit(&arguments, to: link, entity) }
    for residual in shape.residual {
      if case .follows(let path, .parameter(let reference)) = residual,
        let next = next(after: value(path), of: path.field)
      {
        set(&arguments, reference, next)
      }
      if case .match(.field(let path), .parameter(let reference)) = residual,
        case .string(let text) = value(path)
      {
        let word = text.split(separator: " ").first.map(String.init) ?? ""
        set(
          &arguments,
          reference,
          .string(rows.values.random.chance(0.5) ? word : word.uppercased())
        )
      }
    }
  }

  private mutating func fit(
    _ arguments: inout Arguments,
    to link: LinkConjunct,
    _ entity: EntityID
  ) {
    guard !held.contains(link.parameters[0].parameter),
      let found = LinkEntity(link.attribute, workload: workload),
      let row = rows.values.pick(dataset[found.entity])
    else { return }
    let fields = entity == found.owner ? found.targetFields : found.ownerFields
    arguments[link.parameters[0].parameter] = .key(fields.map { row[$0.rawValue] })
  }

  private func set(_ arguments: inout Arguments, _ reference: ParameterReference, _ value: Value) {
    guard value != .null else { return }
    // What was left out on purpose stays out, what was drawn stays.
    guard arguments.isGiven(reference.parameter), !held.contains(reference.parameter) else {
      return
    }
    guard let field = reference.field else {
      arguments[reference.parameter] = .value(value)
      return
    }
    guard case .key(var key) = arguments[reference.parameter],
      let position = workload[field.entity].key.firstIndex(of: field.field)
    else { return }
    key[position] = value
    arguments[reference.parameter] = .key(key)
  }

  /// A range that the value lies in, or at one end of.
  private mutating func around(_ value: Value, _ type: ParameterType) -> Argument {
    let (before, after) = (
      Int64(rows.values.random.integer(0...3)), Int64(rows.values.random.integer(0...3))
    )
    let day = ValueGenerator.day
    switch value {
    case .timestamp(let time):
      if case .range(.date, _) = type {
        let days = time / day
        return .range(.date(days: days - before), .date(days: days + after))
      }
      return .range(
        .timestamp(nanoseconds: time - before * day / 2),
        .timestamp(nanoseconds: time + after * day / 2)
      )
    case .date(let days): return .range(.date(days: days - before), .date(days: days + after))
    case .integer(let number): return .range(.integer(number - before), .integer(number + after))
    default: return .range(value, value)
    }
  }

  // MARK: From nothing

  private mutating func anything(
    _ type: ParameterType,
    _ pattern: AccessPattern,
    _ arguments: Arguments
  ) -> Argument {
    switch type {
    case .value(let type, let field):
      if let field, let row = rows.values.pick(dataset[field.entity]),
        row[field.field.rawValue] != .null
      {
        return .value(row[field.field.rawValue])
      }
      return .value(
        rows.style == .edges ? rows.values.value(of: type) : rows.values.declaredValue(of: type)
      )
    case .key(let entity):
      guard let row = rows.values.pick(dataset[entity]) else {
        return .key(
          workload[entity].key.map { rows.values.distinctValue(of: workload[entity][$0].type) }
        )
      }
      return .key(workload[entity].key.map { row[$0.rawValue] })
    case .many(let element, let count):
      let wanted = elementCount(count)
      var elements: [Argument] = []
      var scratch = dataset
      let tries = rows.style == .edges ? 3 : 12
      for _ in 0..<tries * wanted where elements.count < wanted {
        if case .newRow(let entity) = element {
          guard let row = row(of: entity, pattern, arguments, beside: scratch) else { continue }
          // Two rows that lead to the same row are the exception: no request can change it twice.
          if changesByElement(entity, pattern), rows.values.random.chance(0.9),
            elements.contains(where: { shares($0, row, entity) })
          {
            continue
          }
          scratch[entity].append(row)
          elements.append(.row(row))
        } else {
          let candidate = anything(element, pattern, arguments)
          if !elements.contains(candidate) { elements.append(candidate) }
        }
      }
      return .many(elements)
    case .range(let type, _):
      let (a, b) = (rows.values.value(of: type), rows.values.value(of: type))
      return ValueOrder.compare(a, b) <= 0 ? .range(a, b) : .range(b, a)
    case .newRow(let entity):
      return row(of: entity, pattern, arguments, beside: dataset).map { .row($0) } ?? .absent
    case .element: return .absent
    }
  }

  /// A new row; where it can refer to a new row of an earlier parameter, it does.
  private mutating func row(
    of entity: EntityID,
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    beside dataset: Dataset
  ) -> [Value]? {
    var fixed: [FieldID: Value] = [:]
    for parameter in pattern.parameters {
      guard case .newRow(let target) = parameter.type,
        case .row(let parent) = arguments[parameter.id]
      else { continue }
      for field in workload[entity].fields {
        guard let references = field.references, references.entity == target else { continue }
        fixed[field.id] = parent[references.field.rawValue]
      }
    }
    return rows.newRow(of: entity, beside: dataset, fixed: fixed).map {
      colliding($0, workload[entity], beside: dataset, except: fixed)
    }
  }

  /// Now and then with the unique values of a row there is, which a store has to refuse.
  private mutating func colliding(
    _ row: [Value],
    _ entity: Entity,
    beside dataset: Dataset,
    except fixed: [FieldID: Value]
  ) -> [Value] {
    let combinations = entity.uniqueCombinations.filter { fields in
      !fields.contains { entity.isKey($0) || fixed[$0] != nil }
    }
    guard !combinations.isEmpty, rows.values.random.chance(0.2),
      let fields = rows.values.pick(combinations), let other = rows.values.pick(dataset[entity.id])
    else { return row }
    var row = row
    for field in fields { row[field.rawValue] = other[field.rawValue] }
    return row
  }
}
