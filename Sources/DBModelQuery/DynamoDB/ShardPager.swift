import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// The rows of all shards of one key as one: in the order of the index's sort key, which each Query
/// returns them in.
struct ShardMerge {
  /// By entity: the fields of the sort key.
  private let fields: [EntityID: [FieldID]]
  private let isDescending: Bool
  private let limit: Int?

  /// `nil` for a request that is not repeated for shards.
  init?(_ request: DynamoDBRequest, _ design: DynamoDBDesign) {
    guard request.shardCount > 1,
      let index = request.index.flatMap({ design.table(named: request.table)?.index(named: $0) })
    else { return nil }
    fields = Dictionary(
      index.members.map { member in
        (member.entity, member.templates.dropFirst(index.partitionKey.count).flatMap(\.fields))
      },
      uniquingKeysWith: { a, _ in a }
    )
    isDescending = request.isDescending
    limit = request.filter == nil ? request.limit : nil
  }

  func merged(_ rows: [EntityRow]) -> [EntityRow] {
    let all = sorted(rows) { $0 }
    return limit.map { Array(all.prefix($0)) } ?? all
  }

  /// Rows with the same sort key stay in the order they come in.
  func sorted<Element>(_ elements: [Element], row: (Element) -> EntityRow) -> [Element] {
    let keyed = elements.map { element in
      let row = row(element)
      return (key: (fields[row.entity] ?? []).map { row.values[$0.rawValue] }, element: element)
    }
    return keyed.enumerated().sorted { a, b in
      let order = ValueOrder.sequence(a.element.key, b.element.key)
      if order == 0 { return a.offset < b.offset }
      return isDescending ? order > 0 : order < 0
    }.map(\.element.element)
  }
}

/// Pages of one Query, or of the Queries of all shards of one key.
///
/// A page asks each shard for as many rows as it wants in all, for all of them may stand in one
/// shard. The next page goes on in each shard behind its last row that was returned; what was read
/// beyond that is read again.
struct ShardPager {
  /// Where one shard goes on.
  enum Position {
    case start, end
    case after(JSONValue)
  }

  private let shards: [QueryPager]
  /// `nil` where there is one Query alone.
  private let merge: ShardMerge?

  init(runner: DynamoDBRunner, request: DynamoDBRequest, scope: CallScope) {
    shards = runner.scopes(of: request, scope, steps: []).map {
      QueryPager(runner: runner, request: request, scope: $0)
    }
    merge = ShardMerge(request, runner.design)
  }

  var start: [Position] { shards.map { _ in .start } }

  /// Rows up to a number, and where to go on; `nil` where the service has no more.
  func rows(atMost count: Int, after positions: [Position]) throws -> (
    rows: [EntityRow], next: [Position]?
  ) {
    var found: [(shard: Int, row: EntityRow)] = []
    var keys: [[JSONValue]] = []
    var next = positions
    for (number, (shard, position)) in zip(shards, positions).enumerated() {
      var cursor: JSONValue?
      switch position {
      case .start: cursor = nil
      case .after(let key): cursor = key
      case .end:
        keys.append([])
        continue
      }
      let page = try shard.rows(atMost: count, after: cursor)
      found += page.rows.map { (number, $0) }
      keys.append(page.keys)
      next[number] = page.next.map(Position.after) ?? .end
    }
    let taken = (merge?.sorted(found) { $0.row } ?? found).prefix(count)
    for number in shards.indices {
      let used = taken.count { $0.shard == number }
      // What was read and not returned comes first on the next page.
      guard used < keys[number].count else { continue }
      next[number] = used == 0 ? positions[number] : .after(keys[number][used - 1])
    }
    let isAtEnd = next.allSatisfy { if case .end = $0 { true } else { false } }
    return (taken.map(\.row), isAtEnd ? nil : next)
  }
}
