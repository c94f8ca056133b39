import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// The indexes among which one table chooses.
struct IndexCandidates {
  /// At most; the most demanding needs come first. A set of them is the bits of one word.
  private static let most = 60
  /// Of them, those that hold what is read besides.
  private static let mostCovering = 24
  /// Fields that an index holds besides its columns, at most: more is a second table.
  private static let mostIncluded = 8

  let entity: Entity
  let context: PlanningContext
  let workload: IndexWorkload
  let constraints: [[FieldID]]

  private var needs: [IndexNeed] { workload.needs }

  /// What each need would have made for itself: its equalities, those that most needs share first,
  /// with its order or one of its ranges behind them, and without; and those of them that hold all
  /// that their needs read.
  var found: [IndexCandidate] {
    guard workload.mayWiden else { return Array(searching.prefix(Self.most)) }
    let plain = Array(searching.prefix(Self.most - Self.mostCovering))
    var found = plain
    for index in plain where found.count < plain.count + Self.mostCovering {
      for wider in covering(index) where !found.contains(wider) { found.append(wider) }
    }
    return Array(found.prefix(Self.most))
  }

  private var searching: [IndexCandidate] {
    let uses = needs.reduce(into: [FieldID: Int]()) { counts, need in
      // What is found by one value stands together, whichever of several cases follow.
      for field in need.equalities where need.listed[field] == nil {
        counts[field, default: 0] += 1
      }
    }
    func width(_ need: IndexNeed) -> Int {
      need.equalities.count + (need.tails.map(\.count).max() ?? 0)
    }
    let ordered = needs.filter { !$0.isUnique || !isKey($0.equalities) }.sorted {
      let (a, b) = (width($0), width($1))
      return a != b ? a > b : text($0) < text($1)
    }
    var found: [IndexCandidate] = []
    for need in ordered {
      let equalities = need.equalities.sorted { a, b in
        let (x, y) = (uses[a] ?? 0, uses[b] ?? 0)
        return x != y ? x > y : entity[a].name < entity[b].name
      }
      let leading = equalities.map { (field: $0, isDescending: false) }
      // Rows of one value come in an order, those of several cases do not.
      let single = leading.filter { need.listed[$0.field] == nil }
      let short = short(need)
      let isServed = isLed(by: need.equalities)
      let beginnings = (single.count < leading.count ? [single, leading] : [leading]).flatMap {
        start in
        let tailed = (need.tails(behind: start.map(\.field)) + short).map { start + $0 }
        // What is there anyway is searched for each case.
        return tailed + (isServed && single.count < leading.count ? [] : [start])
      }
      for columns in beginnings + need.tails + short
      where !columns.isEmpty {
        let index = IndexCandidate(columns: columns)
        if !found.contains(index), !isRepeat(index) { found.append(index) }
      }
    }
    return found
  }

  /// An order without what only makes it total, where bytes count, few rows are alike without it
  /// and the engine sorts those by themselves.
  private func short(_ need: IndexNeed) -> [[IndexCandidate.Column]] {
    guard workload.isBounded, workload.sortsGroups, need.tieBreakers > 0 else { return [] }
    let stated = need.order.dropLast(need.tieBreakers)
      .filter { !need.equalities.contains($0.field) }
    guard let last = stated.last, workload.cost.grows(last.field) else { return [] }
    return [Array(stated)]
  }

  /// An index with what each need that it serves reads besides, and with what all of them do.
  private func covering(_ index: IndexCandidate) -> [IndexCandidate] {
    var lists: [[FieldID]] = []
    for need in needs where !need.isUnique {
      guard let read = need.read, !workload.cost.holds(index.fields, read),
        workload.time(need, through: index) != nil
      else { continue }
      let besides = read.filter { !workload.cost.holds(index.fields, [$0]) }.sorted()
      if besides.count <= Self.mostIncluded, besides.allSatisfy({ Self.isShort(entity[$0].type) }),
        !lists.contains(besides)
      {
        lists.append(besides)
      }
    }
    let all = Set(lists.joined()).sorted()
    if all.count <= Self.mostIncluded, !all.isEmpty, !lists.contains(all) { lists.append(all) }
    return lists.map { workload.widened(index, by: $0) }
  }

  /// A third of a page is the most that an entry of PostgreSQL takes (documentation, 67.4, checked
  /// 2026-11-29); texts that may be long are not copied.
  static func isShort(_ type: ValueType) -> Bool {
    switch type {
    case .string(let characters, _): characters <= 64
    case .bytes(let bytes, _): bytes <= 64
    case .list, .set, .map, .structure: false
    default: true
    }
  }

  private func isKey(_ fields: [FieldID]) -> Bool {
    constraints.contains { $0.allSatisfy(fields.contains) }
  }

  /// Whether a constraint, or an index that is there anyway, begins with all of some fields.
  private func isLed(by fields: [FieldID]) -> Bool {
    (constraints + workload.given.map { $0.columns.map(\.field) }).contains {
      Set($0.prefix(fields.count)) == Set(fields)
    }
  }

  /// Never a repeat of what a constraint, or an index that is there anyway, begins with.
  private func isRepeat(_ index: IndexCandidate) -> Bool {
    index.isBeginning(of: constraints)
      || workload.given.contains { $0.hasColumns(of: index) || index.begins($0) }
  }

  private func text(_ need: IndexNeed) -> String {
    let equalities = need.equalities.map { entity[$0].name }.sorted().joined(separator: ",")
    let tail = need.tails.joined().map { "\(entity[$0.field].name)\($0.isDescending ? "-" : "")" }
    let pattern = need.pattern.map { context.workload[$0].name } ?? ""
    return "\(equalities);\(tail.joined(separator: ","))|\(pattern)"
  }
}
