import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Rows that a service asks for one by one, after it was handed all of their keys at once: N + 1
/// calls where two would do. It shows in the rates: the one is called as often as the other hands
/// over rows.
struct OneByOneJudge {
  /// How far the rates may be from each other. Judgement: rates are declared as round numbers.
  static let tolerance = 0.2
  /// How much more rows than the least an answer may have for its rows to tell anything.
  static let knownWithin = 1.5
  /// Calls a second that are worth a word. Judgement.
  static let worthAWord = 1.0

  let workload: Workload
  let estimates: Estimates

  /// A read that hands over keys of an entity.
  private struct Parent {
    let pattern: AccessPattern
    /// The reference that leads to the rows; `nil` where they are the rows themselves.
    let reference: AttributeReference?
    /// The part of the rows that have it, 0…1.
    let present: Double
  }

  func findings() -> [Diagnostic] {
    let children = workload.patterns.filter(isByKey)
    guard !children.isEmpty else { return [] }
    let counts = AnsweredRows(workload: workload)
    let parents = parents()
    return children.compactMap { child in
      guard let entity = entity(of: child) else { return nil }
      let own = (parents[entity] ?? []).filter {
        $0.pattern.id != child.id && $0.pattern.services == child.services
      }
      // Of several nobody knows which one it is.
      guard own.count == 1, let parent = own.first,
        let rows = counts.answered(parent.pattern)
      else { return nil }
      let keys = rows * parent.present
      return agrees(child, parent, keys) ? finding(child, parent, keys) : nil
    }
  }

  // MARK: Children

  private func entity(of pattern: AccessPattern) -> EntityID? {
    if case .read(let read) = pattern.operation { read.entity } else { nil }
  }

  /// Reads one row by its key, on request, for one service.
  private func isByKey(_ pattern: AccessPattern) -> Bool {
    guard pattern.services.count == 1, pattern.schedule == nil,
      case .read(let shape) = PatternShape(pattern, workload: workload), !shape.isAggregate
    else { return false }
    let key = workload[shape.entity].key
    let filter = shape.filter
    return filter.equalities.count == key.count && filter.memberships.isEmpty
      && filter.ranges.isEmpty && filter.links.isEmpty && filter.residual.isEmpty
      && Set(filter.requiredEqualityFields(of: shape.entity)) == Set(key)
      && filter.equalities.allSatisfy {
        if case .parameter = $0.operand { true } else { false }
      }
  }

  // MARK: Parents

  /// Reads that hand over keys, by the entity that they are of, in declared order; each once.
  private func parents() -> [EntityID: [Parent]] {
    var found: [EntityID: [Parent]] = [:]
    for pattern in workload.patterns where pattern.schedule == nil && !pattern.services.isEmpty {
      guard case .read(let shape) = PatternShape(pattern, workload: workload),
        !shape.isUniqueLookup, !shape.isAggregate
      else { continue }
      let shown = Set(shape.root.fields.map(\.field))
      let declared = workload[shape.entity]
      let fixed = Set(shape.filter.requiredEqualityFields(of: shape.entity))
      var named: Set<EntityID> = []
      if declared.key.allSatisfy(shown.contains) {
        named.insert(shape.entity)
        found[shape.entity, default: []].append(
          Parent(pattern: pattern, reference: nil, present: 1)
        )
      }
      for (place, attribute) in declared.attributes.enumerated() {
        guard case .reference(let reference) = attribute.kind else { continue }
        let own = AttributeReference(shape.entity, AttributeID(place))
        let fields = declared.fields(of: own.attribute)
        let isJoined = shape.root.children.contains { node in
          if case .reference(own)? = node.step { true } else { false }
        }
        // Where the filter fixes it, all rows refer to the one that the caller has named.
        guard !isJoined, fields.allSatisfy({ shown.contains($0.id) }),
          !fields.allSatisfy({ fixed.contains($0.id) }),
          named.insert(reference.target).inserted
        else { continue }
        let present = fields.map(\.presentShare).min() ?? 1
        found[reference.target, default: []].append(
          Parent(pattern: pattern, reference: own, present: present)
        )
      }
    }
    return found
  }

  /// Whether the child is called once for each key, as far as rates can say it.
  private func agrees(_ child: AccessPattern, _ parent: Parent, _ keys: Interval) -> Bool {
    guard let calls = child.rate?.average.value, let lists = parent.pattern.rate?.average.value,
      lists > 0, keys.low >= 2, keys.high <= Self.knownWithin * keys.low,
      calls - lists >= Self.worthAWord
    else { return false }
    let ratio = calls / lists
    return ratio >= (1 - Self.tolerance) * keys.low
      && ratio <= (1 + Self.tolerance) * keys.high
  }

  // MARK: Findings

  private func finding(
    _ child: AccessPattern,
    _ parent: Parent,
    _ keys: Interval
  ) -> Diagnostic? {
    guard let calls = child.rate, let lists = parent.pattern.rate,
      let often = calls.average.value, let seldom = lists.average.value
    else { return nil }
    let count = FigureFormatter.interval(keys)
    var notes = [
      "`\(parent.pattern.name)`: \(FigureFormatter.number(seldom))/s x \(count) rows = "
        + "\(FigureFormatter.interval(keys * seldom))/s; `\(child.name)`: "
        + "\(FigureFormatter.number(often))/s",
      "asked for together: 2 calls for each list rather than 1 + \(count), "
        + "\(FigureFormatter.number(often - seldom)) fewer a second",
    ]
    if let time = estimates.latency(of: child.id)?.meanMs {
      let all = Interval(time.low * keys.low, time.high * keys.high)
      notes.append(
        "one after the other they take \(FigureFormatter.interval(all, "ms")), \(count) times "
          + FigureFormatter.interval(time, "ms")
      )
    }
    return Diagnostic(
      WorkloadRules.askedOneByOne,
      "`\(child.name)` is called once for each row of `\(parent.pattern.name)`",
      at: Label(calls.average.span, "\(FigureFormatter.number(often))/s"),
      secondary: [
        Label(lists.average.span, "\(FigureFormatter.number(seldom))/s, \(count) rows each")
      ],
      notes: notes,
      help: [help(child, parent)],
      path: "access \(child.name)"
    )
  }

  private func help(_ child: AccessPattern, _ parent: Parent) -> String {
    let isDynamoDB =
      workload.store(of: child).map { workload[$0].kind == .dynamodb } ?? false
    let key = entity(of: child).map { workload[$0] }.flatMap { entity in
      entity.key.count == 1 ? entity.key.first.map { entity[$0].name } : nil
    }
    let all = "ask for all keys at once" + (key.map { ", `where \($0) in $list`" } ?? "")
    let together = isDynamoDB ? all + ": BatchGetItem takes 100" : all
    let isSameStore = workload.store(of: child) == workload.store(of: parent.pattern)
    guard let reference = parent.reference, isSameStore, !isDynamoDB else { return together }
    let name = workload[reference].name
    return "read `\(name) { … }` in `\(parent.pattern.name)`, or \(together)"
  }
}
