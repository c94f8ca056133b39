import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// What a row that is asked for by its key has of the rows that refer to it.
  func popular(
    _ shape: ReadShape,
    _ pattern: AccessPattern
  ) -> [AttributeReference: PopularParents] {
    var operands = shape.filter.operands
    // One of a list is asked for as one alone.
    for list in shape.filter.memberships
    where !list.isOptional && list.fields.allSatisfy(\.via.isEmpty) {
      for (path, element) in zip(list.fields, list.elements) {
        operands[path.field.field] = .parameter(element)
      }
    }
    var found: [AttributeReference: PopularParents] = [:]
    for child in shape.root.children {
      guard case .inverse(let attribute)? = child.step else { continue }
      found[attribute] = rows.popular(attribute, keyedBy: operands, pattern)
    }
    return found
  }

  /// Rows of an entity that share values of some fields with what is asked for, call by call.
  ///
  /// Rows of a case, a day or a value with a declared share are told apart, as often as each is
  /// asked for. At the most, those parents are asked for most that have the most rows.
  ///
  /// - Parameters:
  ///   - fields: All of them.
  ///   - values: What they are compared with, where that is one value.
  ///   - range: A range behind them.
  func spread(
    _ entity: Entity,
    sharing fields: [FieldID],
    _ values: [FieldID: Expression],
    _ range: RangeConjunct?,
    _ pattern: AccessPattern
  ) -> RowSpread {
    var shares: [(probability: Double, share: Interval)] = [(1, .one)]
    var plain = fields
    for field in fields {
      guard let value = values[field], value.isListOfCases || rows.isToldApart(entity[field]) else {
        continue
      }
      let path = Expression.field(FieldPath(field: FieldReference(entity.id, field)))
      let condition = value.isListOfCases ? value : .comparison(.equal, path, value)
      let own = rows.shares(of: condition, entity: entity.id, pattern: pattern)
      plain.removeAll { $0 == field }
      shares = shares.flatMap { known in
        own.prefix(16).map { (known.probability * $0.probability, known.share * $0.share) }
      }
    }
    let operands = values.filter { !$0.value.isListOfCases }.mapValues(\.requestOperand)
    var found = rows.rows(of: entity.id, sharing: plain, pattern: pattern, operands: operands)
    if let range {
      let stretches = rows.rangeShares(
        of: range.field.field,
        from: range.lower?.operand.requestOperand,
        to: range.upper?.operand.requestOperand,
        in: pattern
      )
      let most = mostDays(range, behind: fields, entity, pattern)
      let cap = most.map { $0 / max(1, found.mean.high) } ?? 1
      shares = shares.flatMap { known in
        stretches.map { stretch in
          let share = Interval(min(stretch.share.low, cap), min(stretch.share.high, cap))
          return (known.probability * stretch.chance, known.share * share)
        }
      }
    }
    // Of several fields at once as few values are told apart as there are rows.
    let most = max(found.mean.high, cardinality.rows(entity.id).high)
    let listed = fields.filter { values[$0]?.isListOfCases == true }
    let alike = alike(plain + listed, entity)
    found.mean = Interval(found.mean.low, min(most, found.mean.high * alike))
    let isWhole = plain.isEmpty && range == nil
    let shape = found.shape.isConstant && !isWhole && range != nil ? .scattered : found.shape
    // What the model says for certain is in the mean and the shape already.
    let popular = rows.popular(entity, plain, pattern, operands).flatMap { $0.isCertain ? nil : $0 }
    return RowSpread(found.mean, shape, popular: popular, shares: shares)
  }
}
