import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// The actions of one transaction: the changes of rows, and what they do to guards in all.
///
/// A transaction may name an item only once, and a row may take the value that another one gives up
/// before it: then the guard stays as it is. Two rows that want one value are found here.
struct TransactionBatch {
  /// What becomes of one guard.
  private enum Fate {
    /// By the change that has the last word.
    case put(change: Int)
    case delete(change: Int)
    /// Given up and taken again.
    case stays
  }

  private(set) var actions: [(kind: String, members: JSONValue)] = []
  /// Beside `actions`: what each is about.
  private(set) var owners: [ActionOwner] = []
  /// Two of the changes want one value. Then the actions only check what comes before that, because
  /// it may fail first, and change nothing.
  private(set) var duplicate: DynamoDBWriteOutcome?
  /// A row leads to one that is not there, which would have to keep what it counts for.
  private(set) var missing: AttributeReference?
  private var lastChange = Int.max

  /// - Parameters:
  ///   - absent: Changes that find nothing to change, and check that it stays so.
  ///   - gone: Rows that are no longer there to keep anything, which is checked.
  init(_ changes: [RowChange], absent: Set<Int>, gone: Set<KeptPlace> = []) throws {
    let last = fates(changes, absent)
    var deltas = try Self.deltas(changes, absent)
    for (number, change) in changes.enumerated() where number <= lastChange {
      if absent.contains(number) {
        // A row that is not there keeps nothing, and none can lead to it.
        if let place = deltas.firstIndex(where: { $0.place == change.place }) {
          let delta = deltas.remove(at: place)
          if delta.isDemanded { missing = missing ?? delta.reference }
        }
        if let check = change.absence { add("ConditionCheck", check, .row(change: number)) }
        continue
      }
      if duplicate == nil {
        let own = deltas.firstIndex { $0.place == change.place }.map { deltas.remove(at: $0) }
        add(change.kind, try change.members(keeping: own), .row(change: number))
      } else if let check = Self.check(change) {
        add("ConditionCheck", check, .row(change: number))
      }
      for own in change.guards {
        switch last[own.key] {
        case .put(let place)? where place == number && own.isPut && number < lastChange:
          if duplicate == nil {
            add(own.kind, own.members, .guarding(own.guarding, change: number))
          } else if let check = Self.check(own.members, at: own.place) {
            add("ConditionCheck", check, .guarding(own.guarding, change: number))
          }
        case .delete(let place)? where place == number && !own.isPut && duplicate == nil:
          add(own.kind, own.members, .guarding(own.guarding, change: number))
        default: break
        }
      }
    }
    guard duplicate == nil else { return }
    for delta in deltas {
      let action = delta.action(gone: gone)
      add(action.kind, action.members, .kept(delta))
    }
  }

  private mutating func add(_ kind: String, _ members: JSONValue, _ owner: ActionOwner) {
    actions.append((kind, members))
    owners.append(owner)
  }

  /// What all changes add to one row, once for each row.
  private static func deltas(_ changes: [RowChange], _ absent: Set<Int>) throws -> [KeptDelta] {
    let present = changes.indices.filter { !absent.contains($0) }
    return try KeptDeltas.merged(present.flatMap { changes[$0].deltas })
  }

  private mutating func fates(_ changes: [RowChange], _ absent: Set<Int>) -> [GuardKey: Fate] {
    var fates: [GuardKey: Fate] = [:]
    for (number, change) in changes.enumerated() where !absent.contains(number) {
      for own in change.guards {
        switch (fates[own.key], own.isPut) {
        case (nil, true): fates[own.key] = .put(change: number)
        case (nil, false), (.stays?, false): fates[own.key] = .delete(change: number)
        case (.delete?, true): fates[own.key] = .stays
        case (.delete?, false): break
        case (.put(let first)?, false): return found(own, at: first, fates)
        case (.put?, true), (.stays?, true): return found(own, at: number, fates)
        }
      }
    }
    return fates
  }

  private mutating func found(
    _ own: GuardChange,
    at change: Int,
    _ fates: [GuardKey: Fate]
  ) -> [GuardKey: Fate] {
    duplicate = .duplicateUnique(own.guarding.entity, own.guarding.fields)
    lastChange = change
    return fates
  }

  // MARK: Checks alone

  private static func check(_ change: RowChange) -> JSONValue? {
    check(change.members, at: change.key)
  }

  /// The condition of an action without what it changes; `nil` where it has none.
  private static func check(_ members: JSONValue, at key: JSONValue) -> JSONValue? {
    guard let table = members["TableName"], let condition = members["ConditionExpression"],
      let text = condition.stringValue
    else { return nil }
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || $0 == "#" || $0 == ":") }.map(String.init)
    )
    var kept: [JSONValue.Member] = [
      .init("TableName", table), .init("Key", key), .init("ConditionExpression", condition),
    ]
    for name in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
      let used = (members[name]?.members ?? []).filter { words.contains($0.key) }
      if !used.isEmpty { kept.append(.init(name, .object(used))) }
    }
    return .object(kept)
  }
}
