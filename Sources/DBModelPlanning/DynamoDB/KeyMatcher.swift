import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Finds out whether and how a key answers a need.
///
/// The service wants equality on every partition key attribute, then on sort key attributes from
/// the left without gaps, and at most one inequality, behind them (Developer Guide, Query,
/// checked 2026-11-23).
struct KeyMatcher {
  let entity: Entity
  let need: RowNeed

  private struct Progress {
    var equals: [KeyValue] = []
    var condition: SortCondition?
    var list: RowNeed.Membership?
    var used: [FieldID] = []
    var usedRange: FieldID?
    /// A bound that the key condition includes and the need does not.
    var isRangeLoose = false
    /// Fields by which the rows found are ordered.
    var ordering: [FieldID] = []
    var isComplete = true
  }

  func match(_ key: AccessKey) -> KeyMatch? {
    guard key.isWhole else { return found(key) }
    // Whoever asks for a value, for each row or element, would read all the others as well.
    guard need.fixed.isEmpty, need.memberships.isEmpty, !need.isPerRow, !need.isLooped,
      let match = found(key),
      match.unusedRanges < need.ranges.count
        || match.isOrdered && need.isOrderBinding
          && match.leftover.allSatisfy({ isFiltered($0, key) })
    else { return nil }
    return match
  }

  /// Whether the service filters it. What the caller does not want would have to be read as well,
  /// and with it every row there is.
  private func isFiltered(_ condition: Expression, _ key: AccessKey) -> Bool {
    ConditionWriter.isSupported(condition)
      && condition.fieldPaths.allSatisfy {
        $0.via.isEmpty && $0.field.entity == entity.id && !key.sortFields.contains($0.field.field)
      }
  }

  private func found(_ key: AccessKey) -> KeyMatch? {
    var progress = Progress()
    for part in key.partition {
      guard fillPartition(part, &progress) else { return nil }
    }
    fillSort(key, &progress)
    guard isEveryRowIn(key, progress) else { return nil }
    if let list = progress.list, !list.fields.allSatisfy(progress.used.contains) { return nil }
    // What is asked for each row or element is not asked of each shard as well.
    if key.shards > 1, need.isPerRow || need.isLooped || progress.list != nil { return nil }
    for fixed in need.fixed where fixed.expression == nil && !progress.used.contains(fixed.field) {
      return nil
    }
    return result(key, progress)
  }

  // MARK: Partition key

  private func fillPartition(_ part: AccessKey.Part, _ progress: inout Progress) -> Bool {
    var operands: [Operand] = []
    for field in part.template.fields {
      guard let operand = operand(field, &progress, allowsList: true) else { return false }
      operands.append(operand)
    }
    progress.equals.append(
      KeyValue(
        attribute: part.attribute,
        entity: entity.id,
        template: part.template,
        operands: operands
      )
    )
    return true
  }

  /// The value a field is always equal to; within one repetition also an element of a list.
  private func operand(
    _ field: FieldID,
    _ progress: inout Progress,
    allowsList: Bool
  ) -> Operand? {
    if let fixed = need.fixed(field) {
      if !progress.used.contains(field) { progress.used.append(field) }
      return fixed.operand
    }
    guard allowsList else { return nil }
    for list in need.memberships {
      guard let position = list.fields.firstIndex(of: field) else { continue }
      if let current = progress.list, current.fields != list.fields { continue }
      progress.list = list
      if !progress.used.contains(field) { progress.used.append(field) }
      return .parameter(list.elements[position])
    }
    return nil
  }

  // MARK: Sort key

  private func fillSort(_ key: AccessKey, _ progress: inout Progress) {
    for (position, part) in key.sort.enumerated() {
      let fields = part.template.fields
      var operands: [Operand] = []
      for field in fields {
        guard let operand = operand(field, &progress, allowsList: true) else { break }
        operands.append(operand)
      }
      if operands.count == fields.count {
        progress.equals.append(value(part, part.template, operands))
        continue
      }
      let open = fields[operands.count]
      let range = need.ranges.first { $0.field == open }
      switch part.template {
      case .native, .shard:
        if let range { bound(part, range, &progress) }
      case .text(let segments):
        TextRange(part: part, segments: segments, filled: operands, entity: entity)
          .apply(range: range, to: &progress.condition, isLoose: &progress.isRangeLoose)
      }
      if range != nil, progress.condition != nil { progress.usedRange = open }
      progress.ordering = orderedFields(part.template, from: operands.count)
      if progress.ordering.count == fields.count - operands.count {
        progress.ordering += key.sort[(position + 1)...].flatMap { part in
          orderedFields(part.template, from: 0)
        }
      }
      progress.isComplete = false
      return
    }
  }

  /// The fields whose order the rest of a template gives: up to the first that is not set apart.
  private func orderedFields(_ template: KeyTemplate, from start: Int) -> [FieldID] {
    guard case .text(let segments) = template else { return template.fields }
    return Array(SegmentOrder(segments, entity: entity).ordered.dropFirst(start))
  }

  private func bound(
    _ part: AccessKey.Part,
    _ range: RowNeed.Range,
    _ progress: inout Progress
  ) {
    func end(_ bound: RangeBound) -> KeyValue {
      value(part, part.template, [bound.operand.requestOperand])
    }
    switch (range.lower, range.upper) {
    case (let lower?, let upper?):
      let field = FieldReference(entity.id, range.field)
      if ValueSteps.hasSteps(entity[range.field].type) {
        // `between` takes both ends; an end that is left out is the neighbour of one that is not.
        let from = lower.operand.requestOperand
        let to = upper.operand.requestOperand
        progress.condition = .between(
          value(part, part.template, [lower.isInclusive ? from : .above(from, field)]),
          value(part, part.template, [upper.isInclusive ? to : .below(to, field)])
        )
        return
      }
      progress.condition = .between(end(lower), end(upper))
      progress.isRangeLoose = !lower.isInclusive || !upper.isInclusive
    case (let lower?, nil):
      progress.condition = .compare(lower.isInclusive ? .greaterOrEqual : .greater, end(lower))
    case (nil, let upper?):
      progress.condition = .compare(upper.isInclusive ? .lessOrEqual : .less, end(upper))
    case (nil, nil): break
    }
  }

  private func value(
    _ part: AccessKey.Part,
    _ template: KeyTemplate,
    _ operands: [Operand]
  ) -> KeyValue {
    KeyValue(attribute: part.attribute, entity: entity.id, template: template, operands: operands)
  }

  // MARK: Proofs

  /// An item without one of the key's attributes is not in an index: every row that the need wants
  /// must have them.
  private func isEveryRowIn(_ key: AccessKey, _ progress: Progress) -> Bool {
    (key.partitionFields + key.sortFields).allSatisfy { field in
      !entity[field].isOptional || progress.used.contains(field)
        || need.ranges.contains { $0.field == field }
    }
  }

  private func result(_ key: AccessKey, _ progress: Progress) -> KeyMatch {
    var leftover: [Expression] = []
    var unused: [FieldID] = []
    for fixed in need.fixed where !progress.used.contains(fixed.field) {
      unused.append(fixed.field)
      if let expression = fixed.expression { leftover.append(expression) }
    }
    for list in need.memberships {
      if progress.list?.fields == list.fields, list.fields.allSatisfy(progress.used.contains) {
        continue
      }
      unused += list.fields.filter { !progress.used.contains($0) }
      leftover.append(list.expression)
    }
    for range in need.ranges where range.field != progress.usedRange || progress.isRangeLoose {
      leftover.append(range.expression)
    }
    let isWhole = key.index == nil && progress.isComplete
    let direction = orderDirection(progress)
    return KeyMatch(
      key: key,
      equals: progress.equals,
      condition: progress.condition,
      list: progress.list?.elements[0].parameter,
      isWholeKey: isWhole,
      isOrdered: direction != nil && progress.list == nil,
      isDescending: direction ?? false,
      leftover: leftover + need.filters,
      unusedFields: unused,
      unusedRanges: need.ranges.filter { $0.field != progress.usedRange }.count,
      shards: key.shards
    )
  }

  /// Whether the rows are read forwards or backwards; `nil` where the key does not order them as
  /// asked.
  private func orderDirection(_ progress: Progress) -> Bool? {
    guard let order = need.order else { return nil }
    let open = order.filter { !need.fixedFields.contains($0.field) }
    let given = progress.ordering.filter { !need.fixedFields.contains($0) }
    guard given.count >= open.count, zip(open, given).allSatisfy({ $0.field == $1 }) else {
      return nil
    }
    let directions = Set(open.map(\.isDescending))
    return directions.count > 1 ? nil : directions.first ?? false
  }
}
