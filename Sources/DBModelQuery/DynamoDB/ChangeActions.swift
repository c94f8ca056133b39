import DBModelDesign
import DBModelJSON

/// What an action of a transaction is about.
enum ActionOwner {
  case row(change: Int)
  case guarding(UniqueGuard, change: Int)
  case kept(KeptDelta)
}

/// The actions of a request that changes one row, with all that goes with it.
struct ChangeActions {
  private(set) var actions: [(kind: String, members: JSONValue)] = []
  private(set) var owners: [ActionOwner] = []

  /// - Parameter gone: Rows that are no longer there to keep anything, which is checked.
  init(_ change: RowChange, gone: Set<KeptPlace>) throws {
    let own = change.deltas.first { $0.place == change.place }
    add(change.kind, try change.members(keeping: own), .row(change: 0))
    for guarding in change.guards {
      add(guarding.kind, guarding.members, .guarding(guarding.guarding, change: 0))
    }
    for delta in change.deltas where delta.place != change.place {
      let action = delta.action(gone: gone)
      add(action.kind, action.members, .kept(delta))
    }
  }

  private mutating func add(_ kind: String, _ members: JSONValue, _ owner: ActionOwner) {
    actions.append((kind, members))
    owners.append(owner)
  }

  /// A request of its own where there is nothing beside the row.
  var request: ConcreteRequest {
    actions.count == 1
      ? WriteWriter.single(kind: actions[0].kind, members: actions[0].members)
      : WriteWriter.transaction(actions, token: nil)
  }
}
