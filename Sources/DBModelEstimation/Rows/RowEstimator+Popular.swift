import DBModelDesign
import DBModelStatistics
import DBModelWorkload
import Synchronization

/// Parents that are asked for more than others, and have more rows than others.
struct PopularParents: Sendable {
  /// How the number of rows differs between calls.
  let shape: CountShape
  /// How many times as many rows as of any parent a call meets, in the mean.
  let factor: Double
  /// Whether the model says so (`largest first`), or it only may be.
  let isCertain: Bool
}

/// What was computed of them: it is asked for again and again while indexes are chosen.
final class PopularMemory: Sendable {
  struct Key: Hashable {
    let pattern: PatternID
    let parameter: ParameterID
    let attribute: AttributeReference
  }

  private let known = Mutex<[Key: PopularParents]>([:])

  func parents(_ key: Key, _ compute: () -> PopularParents?) -> PopularParents? {
    if let found = known.withLock({ $0[key] }) { return found }
    let found = compute()
    if let found { known.withLock { $0[key] = found } }
    return found
  }
}

extension RowEstimator {
  /// What calls meet where those parents are asked for most that have the most rows; `nil` where
  /// the model declares of one of the two only that it is even, or nothing.
  ///
  /// A model says how unevenly rows are spread over parents, and how unevenly parents are asked
  /// for. Whether it is the same parents it says by `largest first`; else they may be.
  ///
  /// - Parameter isCertain: Whether only what the model says is wanted.
  func popular(
    _ entity: Entity,
    _ fields: [FieldID],
    _ pattern: AccessPattern,
    _ operands: [FieldID: Operand],
    isCertain: Bool = false
  ) -> PopularParents? {
    if isCertain, !pattern.skews.contains(where: \.isLargestFirst) { return nil }
    guard let (attribute, shape) = parents(of: entity, sharing: fields),
      let skew = asked(entity.fields(of: attribute.attribute), pattern, operands)
    else { return nil }
    return popular(shape, of: attribute, skew, pattern)
  }

  /// The same of rows that refer to one that is asked for by its key.
  func popular(
    _ attribute: AttributeReference,
    keyedBy operands: [FieldID: Operand],
    _ pattern: AccessPattern
  ) -> PopularParents? {
    guard case .reference(let reference) = workload[attribute].kind,
      let (_, shape) = parents(
        of: workload[attribute.entity],
        sharing: workload[attribute.entity].fields(of: attribute.attribute).map(\.id)
      ),
      let skew = asked(workload[reference.target].keyFields, pattern, operands)
    else { return nil }
    return popular(shape, of: attribute, skew, pattern)
  }

  private func popular(
    _ shape: CountShape,
    of attribute: AttributeReference,
    _ skew: PatternSkew,
    _ pattern: AccessPattern
  ) -> PopularParents? {
    guard case .reference(let reference) = workload[attribute].kind else { return nil }
    let key = PopularMemory.Key(
      pattern: pattern.id,
      parameter: skew.parameter,
      attribute: attribute
    )
    return memory.parents(key) { popular(shape, of: reference, skew) }
  }

  private func popular(
    _ shape: CountShape,
    of reference: EntityReference,
    _ skew: PatternSkew
  ) -> PopularParents? {
    let parents = max(1, cardinality.rows(reference.target).middle)
    let average = reference.fanOut?.average ?? 0
    guard let asked = skew.popularity.shares(keyCount: parents) else { return nil }
    let popular = shape.asked(as: asked, of: parents)
    // The least number is every parent's; what is above it is spread by the skew.
    let least = average > 0 ? min(1, shape.least / average) : 0
    return PopularParents(
      shape: popular.shape,
      factor: least + (1 - least) * popular.factor,
      isCertain: skew.isLargestFirst
    )
  }

  /// How unevenly the parameter is asked for whose key fields are compared with.
  private func asked(
    _ fields: [Field],
    _ pattern: AccessPattern,
    _ operands: [FieldID: Operand]
  ) -> PatternSkew? {
    var found: PatternSkew?
    for field in fields {
      guard case .parameter(let given)? = operands[field.id] else { return nil }
      found = pattern.skews.first { $0.parameter == given.parameter && $0.field == nil }
      guard let found else { return nil }
      switch found.popularity {
      case .zipf, .hotset, .hotFraction, .top: break
      case .trace where found.isLargestFirst: break
      // The newest parents need not be those with the most rows.
      case .uniform, .recent, .trace, .unknown: return nil
      }
    }
    return found
  }
}

extension Entity {
  fileprivate var keyFields: [Field] { key.map { self[$0] } }
}

extension CountShape {
  /// The same parents, those with the most rows asked for as the most popular ones; and how many
  /// times as many rows that is in the mean.
  ///
  /// - Parameters:
  ///   - asked: How often each is asked for.
  ///   - parents: How many there are.
  func asked(as asked: RankedShares, of parents: Double) -> (shape: CountShape, factor: Double) {
    var begin = 0.0
    let chances = classes.map { one -> Double in
      let end = begin + one.chance * parents
      defer { begin = end }
      return max(0, asked.share(ofTop: end) - asked.share(ofTop: begin))
    }
    let factor = zip(classes, chances).reduce(0) { $0 + $1.0.weight * $1.1 }
    guard factor > 0 else { return (self, 1) }
    let found = zip(classes, chances).map { one, chance in
      Class(
        chance: chance,
        weight: one.weight / factor,
        variance: one.variance / factor / factor
      )
    }
    let shape = CountShape(least: least, most: most, classes: found, isConstant: isConstant)
    return (shape, factor)
  }
}
