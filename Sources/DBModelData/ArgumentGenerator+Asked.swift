import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// A parameter of a pattern.
struct AskedParameter: Hashable, Sendable {
  let pattern: PatternID
  let parameter: ParameterID
}

extension ArgumentGenerator {
  /// A key or a value as often as the pattern's skew says, keys without one evenly: taken from the
  /// rows that are to be found, those with many rows would be asked for more than others. `nil`
  /// where the rows are not as declared, or nothing is said of the parameter.
  mutating func asked(_ parameter: Parameter, _ pattern: AccessPattern) -> Argument? {
    guard rows.style != .edges else { return nil }
    if let seconds = parameter.recentWithinSeconds,
      case .value(.timestamp(let precision), _) =
        parameter.type
    {
      let age = Double(rows.values.random.next() >> 11) * 0x1p-53 * seconds
      return .value(
        .timestamp(
          nanoseconds: rows.values.cut(
            rows.values.now - Int64(age * 1e9),
            precision.nanosecondsPerStep
          )
        )
      )
    }
    guard
      let skew = pattern.skews.first(where: { $0.parameter == parameter.id && $0.field == nil })
        ?? PatternSkew.even(parameter)
    else { return nil }
    switch parameter.type {
    case .key(let entity):
      guard let row = row(of: entity, skew, pattern) else { return nil }
      return .key(workload[entity].key.map { row[$0.rawValue] })
    case .value(.enumeration(let cases), _):
      return .value(.string(askedCase(cases, skew.popularity)))
    case .value(_, let field?) where isAlone(field):
      guard let row = row(of: field.entity, skew, pattern), row[field.field.rawValue] != .null
      else { return nil }
      return .value(row[field.field.rawValue])
    default: return nil
    }
  }

  /// A value of the size that rows have of the field which it is assigned to; `nil` where the rows
  /// are not as declared, or it is assigned to none.
  mutating func assigned(_ parameter: Parameter, _ pattern: AccessPattern) -> Argument? {
    guard rows.style != .edges, case .value(_, nil) = parameter.type,
      case .write(let statements, _) = pattern.operation
    else { return nil }
    let wanted = Expression.parameter(ParameterReference(parameter.id, field: nil))
    for statement in statements {
      switch statement {
      case .update(let entity, _, let assignments, _, _),
        .upsert(let entity, _, let assignments, _, _):
        let found = assignments.first { $0.assignmentOperator == .set && $0.value == wanted }
        if let found {
          return .value(rows.values.declaredValue(of: workload[entity][found.field].type))
        }
      default: continue
      }
    }
    return nil
  }

  /// A stretch of time of the declared extent that ends now, as the rows of a clock are asked for;
  /// `nil` where the rows are not as declared or no extent is.
  mutating func askedStretch(_ type: ParameterType) -> Argument? {
    guard rows.style != .edges, case .range(let bound, let extent?) = type else { return nil }
    let now = rows.values.now
    let drawn = max(0, extent.quantile(part()))
    // A long tail has no end, and nothing was made before 1970.
    switch bound {
    case .timestamp:
      let nanoseconds = Int64(min(drawn * 1e9, max(0, Double(now))))
      return .range(
        .timestamp(nanoseconds: max(0, now - nanoseconds)),
        .timestamp(nanoseconds: now)
      )
    case .date:
      let today = now / ValueGenerator.day
      let days = Int64(min(max(0, drawn.rounded() - 1), max(0, Double(today))))
      return .range(.date(days: today - days), .date(days: today))
    default: return nil
    }
  }

  /// Of all draws, a part at random.
  private mutating func part() -> Double { Double(rows.values.random.next() >> 11) * 0x1p-53 }

  /// How many elements a list gets: a few, or as many as declared.
  mutating func elementCount(_ count: Spread) -> Int {
    guard rows.style == .edges else {
      return Int(min(100, count.quantile(part()).rounded()))
    }
    let most = min(5, Int(count.maximum ?? 5))
    let least = min(most, Int(count.minimum))
    return rows.values.random.integer(least...max(least, most))
  }

  /// A value that a state may move to, where the model says how values move.
  mutating func next(after value: Value, of field: FieldReference) -> Value? {
    guard case .string(let state) = value,
      let lifecycle = workload[field.entity].lifecycle.first(where: { $0.field == field.field }),
      let step = lifecycle.steps.first(where: { $0.from == state }), !step.destinations.isEmpty,
      rows.values.random.chance(0.9)
    else { return nil }
    return rows.values.pick(step.destinations).map { .string($0.to) }
  }

  /// Whether a row in a state may move to another.
  func leadsOn(_ value: Value?, of field: FieldReference) -> Bool {
    guard case .string(let state)? = value,
      let lifecycle = workload[field.entity].lifecycle.first(where: { $0.field == field.field })
    else { return true }
    return lifecycle.steps.contains { $0.from == state && !$0.destinations.isEmpty }
  }

  /// Whether two new rows of an entity lead to the same row of another, but for what they all
  /// share.
  func shares(_ other: Argument, _ row: [Value], _ entity: EntityID) -> Bool {
    guard case .row(let known) = other else { return false }
    let declared = workload[entity]
    return declared.attributes.indices.contains { position in
      guard case .reference = declared.attributes[position].kind else { return false }
      let fields = declared.fields(of: AttributeID(position)).map(\.id)
      // A reference within the key says whose rows these are.
      if fields.allSatisfy(declared.isKey) { return false }
      let values = fields.map { row[$0.rawValue] }
      return !values.contains(.null) && values == fields.map { known[$0.rawValue] }
    }
  }

  /// Whether a pattern changes rows that the elements of a list lead to.
  func changesByElement(_ entity: EntityID, _ pattern: AccessPattern) -> Bool {
    guard rows.style != .edges else { return true }
    guard case .write(let statements, _) = pattern.operation else { return false }
    return statements.contains { statement in
      guard case .forEach(let variable, _, _) = statement,
        case .element(let list) = pattern[variable].type,
        case .many(.newRow(entity), _) = pattern[list].type
      else { return false }
      return true
    }
  }

  /// Whether a value of a field names one row.
  private func isAlone(_ field: FieldReference) -> Bool {
    let entity = workload[field.entity]
    return entity.key == [field.field] || entity[field.field].flags.contains(.unique)
  }

  private mutating func row(
    of entity: EntityID,
    _ skew: PatternSkew,
    _ pattern: AccessPattern
  ) -> [Value]? {
    let all = dataset[entity]
    guard !all.isEmpty else { return nil }
    let asked = AskedParameter(pattern: pattern.id, parameter: skew.parameter)
    let sampler =
      samplers[asked]
      ?? KeySampler(
        popularity: skew.popularity,
        count: all.count,
        order: skew.isLargestFirst ? largestFirst(entity, pattern) : nil,
        random: &rows.values.random
      )
    samplers[asked] = sampler
    return all[min(all.count - 1, sampler.next(&rows.values.random))]
  }

  /// The rows of an entity by how many rows refer to them of what a pattern reads, or of all where
  /// that refers to none of them.
  private func largestFirst(_ entity: EntityID, _ pattern: AccessPattern) -> [Int] {
    var read: EntityID?
    if case .read(let own) = pattern.operation { read = own.entity }
    func counts(_ isMeant: (EntityID) -> Bool) -> [[Value]: Int] {
      var found: [[Value]: Int] = [:]
      for other in workload.entities where isMeant(other.id) {
        for (place, attribute) in other.attributes.enumerated() {
          guard case .reference(let reference) = attribute.kind, reference.target == entity else {
            continue
          }
          let fields = other.fields(of: AttributeID(place))
          for row in dataset[other.id] {
            found[fields.map { row[$0.id.rawValue] }, default: 0] += 1
          }
        }
      }
      return found
    }
    var found = counts { $0 == read }
    if found.isEmpty { found = counts { _ in true } }
    let key = workload[entity].key
    let sizes = dataset[entity].map { row in found[key.map { row[$0.rawValue] }] ?? 0 }
    return sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
  }

  /// A named case by its share, the others evenly.
  private mutating func askedCase(_ cases: [EnumerationCase], _ popularity: Popularity) -> String {
    guard case .top(let shares) = popularity else {
      return rows.values.pick(cases)?.name ?? ""
    }
    let named = shares.compactMap { share in
      share.value.map { EnumerationCase(name: $0, rowShare: share.share) }
    }
    let others = cases.filter { one in !named.contains { $0.name == one.name } }
      .map { EnumerationCase(name: $0.name, rowShare: nil) }
    return rows.values.declaredCase(named + others)
  }
}

extension PatternSkew {
  /// Every key of a parameter alike; `nil` for values.
  fileprivate static func even(_ parameter: Parameter) -> PatternSkew? {
    guard case .key = parameter.type else { return nil }
    return PatternSkew(
      parameter: parameter.id,
      field: nil,
      popularity: .uniform,
      span: parameter.span
    )
  }
}
