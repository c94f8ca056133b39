import DBModelStatistics
import DBModelWorkload

/// Keys made of several values, some of which the pattern says are not asked for independently.
extension PopularityReader {
  /// What a key made of several values is asked for; `nil` of none.
  func combined(_ findings: [KeyFinding], in pattern: AccessPattern) -> KeyFinding? {
    guard findings.count > 1, !pattern.jointSkews.isEmpty else { return .combine(findings) }
    var parts = findings
    for joint in pattern.jointSkews {
      let places = joint.subjects.compactMap { subject in
        parts.firstIndex { $0.asked.contains { $0.subject == subject } }
      }
      guard places.count == joint.subjects.count, Set(places).count == places.count else {
        continue
      }
      let own = places.map { parts[$0] }
      let found = joint.relation == .within ? within(own[0], own[1], joint) : together(own, joint)
      guard let found, let first = places.min() else { continue }
      for place in places.sorted(by: >) { parts.remove(at: place) }
      parts.insert(found, at: first)
    }
    return .combine(parts)
  }

  /// What is known of one value from how it is asked for with others: no less than the most popular
  /// of their combinations.
  func bounded(
    _ finding: KeyFinding,
    of field: FieldReference,
    by skew: PatternSkew,
    in pattern: AccessPattern
  ) -> KeyFinding {
    let subject = SkewSubject(parameter: skew.parameter, field: skew.field)
    let joint = pattern.jointSkews.first {
      $0.relation == .together ? $0.subjects.contains(subject) : $0.subjects.last == subject
    }
    guard let joint, case .top(let known) = finding.share else { return finding }
    let rows = max(1, cardinality.rows(field.entity).high)
    var least = joint.popularity.topShare(keyCount: rows).low
    var bounded = finding
    if joint.relation == .within {
      let outer = pattern.skews.first {
        SkewSubject(parameter: $0.parameter, field: $0.field) == joint.subjects[0]
      }
      least *= outer?.popularity.topShare(keyCount: rows).low ?? 0
    } else {
      // The values are no more evenly asked for than their combinations.
      bounded.spread = .declared(joint.popularity, keys: cardinality.distinctValues(field))
    }
    bounded.share = .top(Interval(max(known.low, least), max(known.high, least)))
    return bounded
  }

  /// The value that goes with another one: the popularity is that among those of one value, so that
  /// the share of both is the product, exactly.
  private func within(
    _ outer: KeyFinding,
    _ inner: KeyFinding,
    _ joint: JointSkew
  ) -> KeyFinding? {
    guard inner.asked.count == 1, let second = inner.asked.first,
      outer.asked.allSatisfy({ $0.field.entity == second.field.entity })
    else { return nil }
    let fields = outer.asked.map(\.field.field)
    let all = cardinality.distinctValues(
      fields + [second.field.field],
      of: second.field.entity
    )
    let values = cardinality.distinctValues(fields, of: second.field.entity)
    // Where nothing says how many values there are of the first, it is taken for one in each row:
    // then nothing says how many of the second go with it, either.
    let isCounted = outer.asked.allSatisfy { self.isCounted($0.field) }
    let each =
      isCounted
      ? Interval(max(1, all.low / values.high), max(1, all.high / values.low))
      : cardinality.distinctValues(second.field)
    let own = declared(
      joint.popularity,
      second.field,
      keys: each,
      ranking: second.ranking,
      basisSpan: joint.span
    )
    return KeyFinding(
      outer.share.times(own.share),
      .pairs(outer.spread, own.spread),
      ranking: outer.ranking.flatMap { first in own.ranking.map { .pair(first, $0) } },
      isDistinct: outer.isDistinct || inner.isDistinct,
      asked: outer.asked + inner.asked,
      basis: "\(outer.basis), and within \(own.basis)",
      outer.span ?? own.span
    )
  }

  /// Values whose combinations have a popularity of their own.
  private func together(_ parts: [KeyFinding], _ joint: JointSkew) -> KeyFinding? {
    let asked = parts.flatMap(\.asked)
    guard let first = asked.first, asked.count == parts.count,
      asked.allSatisfy({ $0.field.entity == first.field.entity })
    else { return nil }
    var finding = declared(
      joint.popularity,
      first.field,
      keys: cardinality.distinctValues(asked.map(\.field.field), of: first.field.entity),
      ranking: asked.dropFirst().reduce(first.ranking) { .pair($0, $1.ranking) },
      basisSpan: joint.span
    )
    finding.isDistinct = parts.contains(where: \.isDistinct)
    finding.asked = asked
    return finding
  }

  /// Whether the model says how many values a field has.
  private func isCounted(_ field: FieldReference) -> Bool {
    let declared = workload[field]
    if declared.references != nil || workload[field.entity].key == [field.field] { return true }
    switch declared.type {
    case .bool, .date, .enumeration, .integer(_?, _?): return true
    default: return declared.flags.contains(.unique)
    }
  }
}
