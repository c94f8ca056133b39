import DBModelDesign
import DBModelEstimation
import DBModelSimulation
import DBModelStatistics
import DBModelWorkload

/// A DynamoDB design under a workload, as the simulation takes it: each contribution to the heat of
/// a structure is a flow, or one for each key that it knows by a value and one for all others.
struct SimulatedDesign {
  let workload: Workload
  let design: DynamoDBDesign
  /// Of every table and index of the design, a table before its indexes.
  let heat: [StructureHeat]
  /// What each of them stores.
  let usage: [UsageLine]
  let rates: SimulatedRates

  /// Keys with names that get flows of their own, at most; the rest of them is spread evenly.
  private static let mostNamed = 16
  /// Requests of one call, at most; of more, as a Scan's pages, several are one.
  private static let mostRequests = 1_000.0

  /// A part of a contribution: one named key, or all keys together.
  private struct Piece {
    let share: Double
    let popularity: RankedShares
    let ranking: SimulatedRanking
  }

  /// Flows of a table's write and the part of the write that each is.
  private typealias Source = (flow: Int, share: Double, requests: Double)

  var tables: [SimulatedTable] {
    design.tables.map { table in
      let names = [table.name] + table.globalIndexes.map { "\(table.name).\($0.name)" }
      var sources: [String: [Source]] = [:]
      var structures: [SimulatedStructure] = []
      for name in names {
        guard let own = heat.first(where: { $0.structure == name }) else { continue }
        structures.append(structure(own, table, &sources))
      }
      return SimulatedTable(capacity: capacity, structures: structures)
    }
  }

  // MARK: Structures

  private func structure(
    _ heat: StructureHeat,
    _ table: DynamoDBTable,
    _ sources: inout [String: [Source]]
  ) -> SimulatedStructure {
    var flows: [SimulatedFlow] = []
    for (place, part) in heat.contributions.enumerated() {
      let pattern = workload[part.pattern]
      let most = Self.mostRequests
      let each = max(part.unitsPerRequest.middle, part.unitsPerCall.middle / most, 1e-9)
      let requests = part.unitsPerCall.middle / each
      let key = "\(part.pattern.rawValue)/\(part.request)"
      let pieces = pieces(part, heat, place)
      let layout = layout(part, heat)
      func add(_ piece: Piece, _ source: SimulatedFlow.Source) {
        flows.append(
          SimulatedFlow(
            label: pattern.name,
            isWrite: part.isWrite,
            source: source,
            units: .exactly(each),
            popularity: piece.popularity,
            ranking: piece.ranking,
            layout: layout
          )
        )
      }
      if heat.isIndex, part.isWrite, let known = sources[key] {
        for source in known {
          for piece in pieces {
            let entries = piece.share * requests / source.requests
            add(piece, .writes(flow: source.flow, perCall: entries, entry: place))
          }
        }
        continue
      }
      for piece in pieces {
        guard let rate = rates.rate(of: pattern, requests: requests * piece.share) else { continue }
        if !heat.isIndex, part.isWrite, part.localIndex == nil {
          sources[key, default: []].append((flows.count, piece.share, requests))
        }
        add(piece, .calls(rate))
      }
    }
    let stored = usage.first { $0.structure == heat.structure }
    let bytes = stored?.storedBytes.middle ?? 0
    return SimulatedStructure(
      name: heat.structure,
      isIndex: heat.isIndex,
      hasLocalIndex: !heat.isIndex && !table.localIndexes.isEmpty,
      storedBytes: bytes,
      growthBytesPerSecond: bytes * max(0, stored?.growthPerMonth ?? 0) / MonthLength.seconds,
      initialPartitions: PartitionCount.atStart(
        workload[design.store].dynamoDB,
        storedBytes: bytes
      ),
      flows: flows
    )
  }

  /// Where splits cannot help the verdict on the hottest key says so too.
  private func layout(_ part: HeatContribution, _ heat: StructureHeat) -> CollectionLayout {
    if part.isOneItem || !heat.hasSortKey { return .oneItem }
    // Nearly all that falls on the key falls on one of its items.
    if let item = part.itemShare, item.low > 0, item.low >= 0.9 * part.share.hottest.low {
      return .oneItem
    }
    if case .cannot = heat.splitting { return .movingEnd }
    return .spread
  }

  // MARK: Keys

  private func pieces(_ part: HeatContribution, _ heat: StructureHeat, _ place: Int) -> [Piece] {
    guard case .named(let values, _) = part.share else {
      let shares = shares(part)
      let name = part.ranking.map(name) ?? "\(heat.structure) \(place)"
      return [
        Piece(
          share: 1,
          popularity: shares,
          ranking: SimulatedRanking(name: name, noun: heat.partitionKey)
        )
      ]
    }
    let named = values.filter { $0.share.middle > 0 }
      .sorted { ($1.share.middle, $0.value) < ($0.share.middle, $1.value) }
      .prefix(Self.mostNamed)
    // The shares are those of one shard each.
    let shards = part.spread.shardCount
    var pieces = named.map { value in
      Piece(
        share: value.share.middle * Double(shards),
        popularity: .uniform(keyCount: Double(shards)),
        ranking: SimulatedRanking(
          name: "\(heat.partitionKey) \(value.value)",
          labels: shards == 1 ? [value.value] : (0..<shards).map { "\(value.value), \($0)" },
          noun: heat.partitionKey
        )
      )
    }
    let rest = 1 - pieces.reduce(0) { $0 + $1.share }
    if rest > 1e-9 {
      let others = max(1, part.leastUneven.keyCount - Double(named.count * shards))
      pieces.append(
        Piece(
          share: rest,
          popularity: .uniform(keyCount: min(others, Self.mostKeys)),
          ranking: SimulatedRanking(name: "\(heat.partitionKey) others", noun: heat.partitionKey)
        )
      )
    }
    return pieces
  }

  private static let mostKeys = 1e18

  /// Nothing more uneven is simulated than what is known for certain; a share of the most popular
  /// key that is known is part of that.
  private func shares(_ part: HeatContribution) -> RankedShares {
    let shares = part.leastUneven
    return shares.keyCount <= Self.mostKeys ? shares : .uniform(keyCount: Self.mostKeys)
  }

  /// The same text for the same ranking, whatever structure its keys stand in.
  private func name(_ ranking: KeyRanking) -> String {
    switch ranking {
    case .asked(let pattern, let parameter, let field):
      let own = workload[pattern]
      let of = field.map { ".\(workload[$0].name)" } ?? ""
      return "\(own.name)(\(own[parameter].name)\(of))"
    case .stored(let field): return "\(workload[field.entity].name).\(workload[field].name)"
    case .measured(let path, let field):
      return "\(path): \(workload[field.entity].name).\(workload[field].name)"
    case .pair(let first, let second): return "\(name(first)), \(name(second))"
    case .under(let ranking, let text): return "\(text)\(name(ranking))"
    }
  }

  // MARK: Capacity

  private var capacity: SimulatedTable.Capacity {
    let settings = workload[design.store].dynamoDB
    guard case .provisioned(let rates)? = settings.capacity?.value else {
      return .onDemand(
        warm: settings.warm.map { Self.rates($0.value, else: 0) },
        maximum: settings.onDemandMaximum.map { Self.rates($0.value, else: Self.unbounded) }
      )
    }
    let own = Self.rates(rates, else: 0)
    let scaling = settings.scaling.map {
      SimulatedTable.CapacityFollowing(
        least: own,
        most: UnitRates(
          reads: $0.value.most.readUnitsPerSecond ?? own.reads,
          writes: $0.value.most.writeUnitsPerSecond ?? own.writes
        ),
        target: $0.value.target
      )
    }
    return .provisioned(own, scaling: scaling)
  }

  /// More than any quota.
  private static let unbounded = 1e9

  private static func rates(_ throughput: Throughput, else missing: Double) -> UnitRates {
    UnitRates(
      reads: throughput.readUnitsPerSecond ?? missing,
      writes: throughput.writeUnitsPerSecond ?? missing
    )
  }
}
