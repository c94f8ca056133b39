import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// How DynamoDB tables keep one aggregate that some pattern changes.
struct KeptPlan {
  enum Way {
    /// By an action of the transaction that changes the row.
    case byTransaction
    /// By what reads the stream of the row's table, after the call.
    case byStream
    case not(because: String, help: String)
  }

  let aggregate: KeptAggregate
  /// The first pattern that changes a row it is kept from.
  let writer: PatternID
  let way: Way

  /// Those of a workload that stand in DynamoDB and are changed there, in declared order.
  static func all(_ workload: Workload) -> [KeptPlan] {
    workload.keptAggregates.compactMap { kept in
      let target = workload[kept.target.entity]
      guard workload.stores.indices.contains(target.home.rawValue),
        workload[target.home].kind == .dynamodb
      else { return nil }
      let writer = workload.patterns.first { pattern in
        pattern.statements.contains { kept.isChanged(by: $0, in: workload) }
      }
      return writer.map {
        KeptPlan(aggregate: kept, writer: $0.id, way: way(kept, workload))
      }
    }
  }

  private static func way(_ kept: KeptAggregate, _ workload: Workload) -> Way {
    let child = workload[kept.reference.entity]
    let store = workload[workload[kept.target.entity].home]
    guard child.home == store.id else {
      return .not(
        because:
          "`\(child.name)` lives in `\(workload[child.home].name)`, and neither a transaction"
          + " nor a stream of one store reaches both",
        help: "keep both in one store, or read it where `\(child.name)` lives"
      )
    }
    guard kept.isAdditive else {
      let source = kept.source.map { workload[$0].name } ?? ""
      let order = kept.function == .min ? "" : " descending"
      return .not(
        because:
          "when the row that has the \(kept.function.rawValue) goes or changes, only the rows"
          + " that are left say what it is, and a transaction reads none of them",
        help: "read it instead: `order \(source)\(order)` with `limit 1` is one Query of an index"
      )
    }
    if store.dynamoDB.replicaConsistency?.value == .strong {
      // Developer Guide, global tables, multi-Region strong consistency, checked 2026-11-28.
      return .not(
        because: "tables with strongly consistent replicas take no transactions",
        help: "let the replicas be eventually consistent, or count when it is asked for"
      )
    }
    if kept.mayFollow { return .byStream }
    if let expiry = child.fields.first(where: { $0.flags.contains(.timeToLive) }) {
      return .not(
        because: "rows of `\(child.name)` expire by `\(expiry.name)`, by no request that could keep"
          + " it",
        help: "declare how old it may be, such as `fresh 5 min`: a stream sees rows expire"
      )
    }
    return .byTransaction
  }

  /// Whether anything keeps it.
  var isKept: Bool { isByStream != nil }

  /// Whether the change of a row is carried on by its table's stream; `nil` where nothing keeps it.
  var isByStream: Bool? {
    switch way {
    case .byStream: true
    case .byTransaction: false
    case .not: nil
    }
  }
}
