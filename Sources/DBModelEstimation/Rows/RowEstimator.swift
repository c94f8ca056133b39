public import DBModelDesign
import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload
import Glibc

/// How many rows conditions leave, for one call of a pattern.
public struct RowEstimator: Sendable {
  let workload: Workload
  let cardinality: Cardinality
  private let ranges: RangeShares
  /// Of each reference that declares its fan-out, computed once.
  private let shapes: [AttributeReference: CountShape]
  let memory = PopularMemory()
  /// Ranges of which a pattern's `rows` say what they hold.
  private var told: [PatternID: ToldRange] = [:]

  public init(workload: Workload) {
    self.workload = workload
    let cardinality = Cardinality(workload: workload)
    self.cardinality = cardinality
    ranges = RangeShares(workload: workload)
    var shapes: [AttributeReference: CountShape] = [:]
    for entity in workload.entities {
      for (position, attribute) in entity.attributes.enumerated() {
        guard case .reference(let reference) = attribute.kind, let fanOut = reference.fanOut else {
          continue
        }
        shapes[AttributeReference(entity.id, AttributeID(position))] = CountShape(
          fanOut,
          skew: reference.fanOutSkew?.value,
          parents: cardinality.rows(reference.target).middle
        )
      }
    }
    self.shapes = shapes
    told = toldRanges()
  }

  /// Rows of an entity that share values of some fields, as asked for by a pattern: the mean over
  /// the calls, the declared bound, and how the number differs between the calls.
  public func rows(
    of entity: EntityID,
    sharing fields: [FieldID],
    pattern: AccessPattern,
    operands: [FieldID: Operand] = [:]
  ) -> (mean: Interval, maximum: Double, shape: CountShape) {
    let declared = workload[entity]
    if fields.isEmpty {
      let all = cardinality.rows(entity)
      return (all, all.high, .constant)
    }
    if ([declared.key] + declared.uniques.map(\.fields) + singleUniques(declared)).contains(
      where: { $0.allSatisfy(fields.contains) })
    {
      return (Interval(1), 1, .constant)
    }
    var remaining = fields
    var mean = cardinality.rows(entity)
    var maximum = mean.high
    var shape = CountShape.constant
    if let fanOut = bestFanOut(declared, fields) {
      mean = Interval(fanOut.spread.average)
      maximum = fanOut.spread.maximum ?? maximum
      shape = shapes[fanOut.attribute] ?? .constant
      let popular = popular(declared, fields, pattern, operands, isCertain: true)
      if let popular, popular.isCertain {
        shape = popular.shape
        mean = mean * popular.factor
      }
      remaining.removeAll { fanOut.fields.contains($0) }
    }
    for field in remaining {
      let share = askedShare(FieldReference(entity, field), pattern, operands[field])
      mean = Interval(mean.low * share.low, mean.high * share.high)
    }
    mean = mean * siblings(declared, remaining, pattern, operands)
    return (Interval(min(mean.low, maximum), min(mean.high, maximum)), maximum, shape)
  }

  /// The reference among fields that decides how many rows share them, and how that number differs.
  func parents(
    of entity: Entity,
    sharing fields: [FieldID]
  ) -> (attribute: AttributeReference, shape: CountShape)? {
    bestFanOut(entity, fields).flatMap { fanOut in
      shapes[fanOut.attribute].map { (fanOut.attribute, $0) }
    }
  }

  /// How many different rows a reference leads to from rows, by the skew of its fan-out: of three
  /// order lines, two may be of one product.
  ///
  /// - Parameter count: How many of the rows there are in the mean, where a page ends before them
  ///   or they are found several times.
  func targets(
    of attribute: AttributeReference,
    among found: RowCounts,
    scaledTo count: Double
  ) -> Double {
    guard case .reference(let reference) = workload[attribute.entity][attribute.attribute].kind,
      found.mean > 0
    else { return count }
    let all = max(1, cardinality.rows(reference.target).middle)
    let classes = (shapes[attribute] ?? .scattered).classes
    let scale = count / found.mean
    var sum = 0.0
    for outcome in found.outcomes {
      for one in classes {
        // A target is missed by all of the rows, or is among what they lead to.
        let share = min(one.weight / all, 1 - 1e-12)
        let missed = scale * (outcome.fixed * log1p(-share) - outcome.mean * share)
        sum -= outcome.chance * one.chance * all * expm1(missed)
      }
    }
    return min(count, sum)
  }

  /// The part of an entity's rows that hold the value asked for, over the calls of the pattern.
  public func askedShare(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?
  ) -> Interval {
    // Shares are those of the values that are there.
    Interval(workload[field].presentShare) * shareOfPresent(field, pattern, operand)
  }

  /// The same, of the rows that have a value.
  private func shareOfPresent(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?
  ) -> Interval {
    if let days = days(field, pattern, operand) {
      return days.reduce(.zero) { $0 + $1.share * $1.chance }
    }
    if let values = valueShares(field, pattern, operand) {
      return values.reduce(.zero) { $0 + $1.share * $1.probability }
    }
    let even = 1 / max(1, cardinality.distinctValues(field).middle)
    guard case .enumeration(let cases) = workload[field].type else { return Interval(even) }
    switch operand {
    case .literal(.string(let value))?: return Interval(cardinality.rowShare(value, of: field))
    case .parameter(let reference)?:
      let skew = pattern.skews.first { $0.parameter == reference.parameter }
      guard case .top(let shares)? = skew?.popularity else {
        let all = cases.map { cardinality.rowShare($0.name, of: field) }
        return Interval(all.min() ?? 0, all.max() ?? 1)
      }
      var share = 0.0
      for top in shares {
        guard let value = top.value else { continue }
        share += top.share * cardinality.rowShare(value, of: field)
      }
      let rest = max(0, 1 - shares.reduce(0) { $0 + $1.share })
      return Interval(
        share,
        share + rest * (cases.map { cardinality.rowShare($0.name, of: field) }.max() ?? 0)
      )
    default: return Interval(even)
    }
  }

  /// The most that a date may hold of an entity's rows which is no clock: nothing says which years
  /// dates are of. Those of a decade, unless the model says how many dates there are; or, where it
  /// is the newest that are asked for, of the time in which the rows were made.
  func mostOfDate(_ field: FieldReference) -> Double {
    let newest = ranges.days(of: field.entity, recentSeconds: 0)?.first?.share.high ?? 0
    return workload[field].distinct == nil ? max(1 / Cardinality.usualDates, newest) : newest
  }

  /// The parts of the rows that are of the day asked for, where it is that of their insertion and
  /// the model says how old rows are.
  private func days(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?
  ) -> [(chance: Double, share: Interval)]? {
    let declared = workload[field]
    guard declared.type == .date, declared.flags.contains(.clock) else { return nil }
    var recent: Double?
    if case .parameter(let reference)? = operand {
      recent = pattern[reference.parameter].recentWithinSeconds
      let skew = pattern.skews.first { $0.parameter == reference.parameter && $0.field == nil }
      if case .recent(let seconds)? = skew?.popularity { recent = seconds }
    }
    return ranges.days(of: field.entity, recentSeconds: recent)
  }

  /// The part of the rows a range leaves, which have a value; see `RangeShares`.
  public func rangeShare(
    of field: FieldReference,
    from lower: Operand?,
    to upper: Operand?,
    in pattern: AccessPattern
  ) -> Interval {
    if let told = told[pattern.id], told.field == field { return Interval(told.mean) }
    return ranges.share(of: field, from: lower, to: upper, in: pattern)
      * workload[field].presentShare
  }

  /// Whether the model says nothing of what a range holds.
  func isUnknown(_ range: RangeConjunct, _ pattern: AccessPattern) -> Bool {
    let outcomes = ranges.outcomes(
      of: range.field.field,
      from: range.lower?.operand.requestOperand,
      to: range.upper?.operand.requestOperand,
      in: pattern
    )
    return outcomes.count == 1 && outcomes[0].share == RangeShares.unknown
  }

  /// The same of a condition of a filter.
  func share(of range: RangeConjunct, _ pattern: AccessPattern) -> Interval {
    rangeShare(
      of: range.field.field,
      from: range.lower?.operand.requestOperand,
      to: range.upper?.operand.requestOperand,
      in: pattern
    )
  }

  /// The same, call by call; see `RangeShares.outcomes`.
  public func rangeShares(
    of field: FieldReference,
    from lower: Operand?,
    to upper: Operand?,
    in pattern: AccessPattern
  ) -> [(chance: Double, share: Interval)] {
    if let told = told[pattern.id], told.field == field {
      return told.outcomes.map { ($0.chance, Interval($0.share)) }
    }
    let present = workload[field].presentShare
    return ranges.outcomes(of: field, from: lower, to: upper, in: pattern)
      .map { ($0.chance, $0.share * present) }
  }

  /// The part of the rows a filter leaves, as far as the model says it: the mean over the calls of
  /// the pattern.
  ///
  /// - Parameter bounded: A field whose range the key condition has applied already: what a filter
  ///   says of it only trims an end.
  /// - Parameter given: Fields that all of the rows share already.
  public func share(
    of condition: Expression,
    entity: EntityID,
    pattern: AccessPattern,
    bounded: FieldReference? = nil,
    given: [FieldID] = []
  ) -> Interval {
    shares(of: condition, entity: entity, pattern: pattern, bounded: bounded, given: given)
      .reduce(.zero) { $0 + $1.share * $1.probability }
  }

  /// The same, call by call: which part a filter leaves, and how often it leaves that part. What a
  /// page behind the filter reads goes with 1 / share, and the mean of that is not 1 / mean.
  public func shares(
    of condition: Expression,
    entity: EntityID,
    pattern: AccessPattern,
    bounded: FieldReference? = nil,
    given: [FieldID] = []
  ) -> [(probability: Double, share: Interval)] {
    let shape = FilterShape(condition, pattern: pattern, workload: workload)
    var found = ShareOutcomes()
    let asked = shape.equalities.filter { equality in
      equality.field.via.isEmpty && equality.field.field.entity == entity
        && equality.givenShare >= 1
    }
    let joint = completed(entity, asked.map(\.field.field.field), given: given, pattern)
    if !joint.fields.isEmpty { found.combine([(1, joint.share)]) }
    for equality in shape.equalities where equality.field.via.isEmpty {
      let field = equality.field.field
      if field.entity == entity, joint.fields.contains(field.field) { continue }
      found.combine(
        askedShares(field, pattern, equality.operand.requestOperand),
        given: equality.givenShare
      )
    }
    for range in shape.ranges where !(range.field.via.isEmpty && range.field.field == bounded) {
      let own = share(of: range, pattern)
      found.combine([(1, own)], given: range.givenShare)
    }
    for list in shape.memberships {
      found.combine([(1, listedShare(list, pattern))], given: list.givenShare)
    }
    for other in shape.telling {
      found.combine(conditionShares(of: other, entity: entity, pattern: pattern))
    }
    return found.outcomes
  }

  /// The rest of references and unique combinations of which a part is given: its values hang
  /// together, so that their shares do not multiply.
  private func completed(
    _ entity: EntityID,
    _ asked: [FieldID],
    given: [FieldID],
    _ pattern: AccessPattern
  ) -> (fields: Set<FieldID>, share: Interval) {
    let declared = workload[entity]
    let references = declared.attributes.indices
      .map { declared.fields(of: AttributeID($0)).map(\.id) }
    var found: Set<FieldID> = []
    for fields in references + [declared.key] + declared.uniques.map(\.fields)
    where fields.count > 1 && fields.contains(where: given.contains)
      && fields.allSatisfy({ given.contains($0) || asked.contains($0) })
    {
      found.formUnion(fields.filter { !given.contains($0) })
    }
    guard !found.isEmpty else { return ([], .one) }
    let before = rows(of: entity, sharing: given, pattern: pattern).mean
    let after = rows(of: entity, sharing: given + found.sorted(), pattern: pattern).mean
    func part(_ after: Double, _ before: Double) -> Double { min(1, after / max(before, 1e-9)) }
    return (found, Interval(part(after.low, before.low), part(after.high, before.high)))
  }

  /// The parts of the rows that hold the values asked for, value by value where they are named.
  private func askedShares(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?
  ) -> [(probability: Double, share: Interval)] {
    if let days = days(field, pattern, operand) { return days.map { ($0.chance, $0.share) } }
    if let values = valueShares(field, pattern, operand) {
      let present = workload[field].presentShare
      return values.map { ($0.probability, $0.share * present) }
    }
    guard case .enumeration = workload[field].type, case .parameter(let reference)? = operand,
      let skew = pattern.skews.first(where: { $0.parameter == reference.parameter }),
      case .top(let shares) = skew.popularity
    else { return [(1, askedShare(field, pattern, operand))] }
    let named = shares.compactMap { top in
      top.value.map { value -> (probability: Double, share: Interval) in
        let share = workload[field].presentShare * cardinality.rowShare(value, of: field)
        return (probability: top.share, share: Interval(share))
      }
    }
    let rest = max(0, 1 - named.reduce(0) { $0 + $1.probability })
    if rest < 1e-9 { return named }
    return named + [(rest, askedShare(field, pattern, nil))]
  }

  /// How many times as many rows share a part of a parent's key as on average, where the parent is
  /// asked for and not that part: a grandparent with many children is met through each of them, so
  /// that its own rows count by E[n²] / E[n]² over the n children of a grandparent.
  private func siblings(
    _ entity: Entity,
    _ asked: [FieldID],
    _ pattern: AccessPattern,
    _ operands: [FieldID: Operand]
  ) -> Double {
    var factor = 1.0
    for position in entity.attributes.indices {
      guard case .reference(let reference) = entity.attributes[position].kind else { continue }
      let parent = workload[reference.target]
      let parts = entity.fields(of: AttributeID(position)).filter { field in
        guard asked.contains(field.id), let references = field.references,
          case .parameter(let given)? = operands[field.id], given.field == references,
          case .key(parent.id) = pattern[given.parameter].type
        else { return false }
        return true
      }
      let given = parts.compactMap(\.references?.field)
      for other in parent.attributes.indices {
        let above = parent.fields(of: AttributeID(other)).map(\.id)
        guard let shape = shapes[AttributeReference(parent.id, AttributeID(other))],
          case .reference(let grandparent) = parent.attributes[other].kind,
          !above.isEmpty, above.allSatisfy(given.contains), given.allSatisfy(above.contains)
        else { continue }
        let mean =
          cardinality.rows(parent.id).middle
          / max(1, cardinality.rows(grandparent.target).middle)
        factor *= RowCounts(shape, mean: mean, isWhole: mean >= shape.least).metFactor
      }
    }
    return factor
  }

  private func singleUniques(_ entity: Entity) -> [[FieldID]] {
    entity.fields.filter { $0.flags.contains(.unique) }.map { [$0.id] }
  }

  /// The reference among the fields whose declared fan-out is the smallest.
  private func bestFanOut(_ entity: Entity, _ fields: [FieldID]) -> (
    attribute: AttributeReference, spread: Spread, fields: [FieldID]
  )? {
    var best: (attribute: AttributeReference, spread: Spread, fields: [FieldID])?
    for (index, attribute) in entity.attributes.enumerated() {
      guard case .reference(let reference) = attribute.kind, let fanOut = reference.fanOut else {
        continue
      }
      let own = entity.fields(of: AttributeID(index)).map(\.id)
      guard own.allSatisfy(fields.contains) else { continue }
      if let best, best.spread.average <= fanOut.average { continue }
      best = (AttributeReference(entity.id, AttributeID(index)), fanOut, own)
    }
    return best
  }
}
