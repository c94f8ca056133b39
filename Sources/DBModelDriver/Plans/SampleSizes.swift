import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// How many rows of each entity stand in a sample of a database, so that plans on it are those at
/// its declared size as far as they can be.
///
/// Entities that lead to each other are thinned by one factor, so that fan-outs stay what they are.
/// A table of few rows stays whole. A larger one keeps so many that a value of its key is no
/// noticeable part of it, and its own scan no bargain. Where that needs more rows than the factor
/// leaves, more rows lead to them too, up to the bound of a table; beyond it fan-outs become
/// smaller, and `SampleScale` says by how much.
struct SampleSizes {
  /// Rows of the largest table: its ranges are known to some thousandths, and it is loaded within a
  /// second. Judgement, held against whole tables in docs/evaluation/ranges.md.
  static let largest = 20_000.0
  /// Rows below which none is thinned: an index then still pays for a few of them.
  static let least = 1_000.0
  /// Rows of all tables together, and the bytes of their values.
  static let allRows = 100_000.0
  static let allBytes = 32e6

  /// By entity; 0 for one that is not needed.
  let rows: [Int]

  /// - Parameters:
  ///   - entities: Those whose tables statements name; what their rows lead to comes with them.
  ///   - largest: Rows of the largest table; the other limits move with it.
  init(workload: Workload, entities: Set<EntityID>, largest: Double = Self.largest) {
    let needed = Self.needed(entities, workload)
    let cardinality = Cardinality(workload: workload)
    let declared = workload.entities.map { max(1, cardinality.rows($0.id).high) }
    let bytes = workload.entities.map { entity in
      entity.fields.reduce(0) { $0 + ColumnWidth.bytes(of: $1.type) * $1.presentShare }
    }
    let families = Self.families(needed, workload)
    let (mostRows, mostBytes) = (
      Self.allRows * max(1, largest / Self.largest), Self.allBytes * max(1, largest / Self.largest)
    )
    var reach = largest
    var sizes = declared.map { _ in 0.0 }
    // Each turn fits better; the last ones only round.
    for _ in 0..<40 {
      for family in families {
        let most = family.map { declared[$0.rawValue] }.max() ?? 1
        let factor = min(1, reach / most)
        for entity in family {
          let all = declared[entity.rawValue]
          let kept = max(all * factor, Self.least * reach / Self.largest)
          sizes[entity.rawValue] = min(all, max(1, kept)).rounded(.up)
        }
      }
      for _ in needed {
        // With more rows of what they lead to, more rows lead to them, as far as there is room.
        var isDone = true
        for entity in needed {
          let all = declared[entity.rawValue]
          // What stands there in whole is no measure.
          let part =
            Self.targets(of: entity, workload)
            .map { sizes[$0.rawValue] / declared[$0.rawValue] }.filter { $0 < 1 }.max() ?? 0
          let kept = min(all, (all * part).rounded(.up), max(1, reach.rounded(.down)))
          guard kept > sizes[entity.rawValue] else { continue }
          sizes[entity.rawValue] = kept
          isDone = false
        }
        if isDone { break }
      }
      let (rows, size) = (sizes.reduce(0, +), zip(sizes, bytes).reduce(0) { $0 + $1.0 * $1.1 })
      let excess = max(rows / mostRows, size / mostBytes)
      if excess <= 1 || reach <= 1 { break }
      reach = max(1, reach / excess * 0.99)
    }
    rows = sizes.map { Int(min($0, 1e8)) }
  }

  /// With everything that a row needs to be made: what it leads to, and what its kept attributes
  /// are kept from.
  private static func needed(_ entities: Set<EntityID>, _ workload: Workload) -> [EntityID] {
    var found = entities
    var pending = Array(entities)
    while let next = pending.popLast() {
      let kept = workload.keptAggregates.filter { $0.target.entity == next }
        .map(\.reference.entity)
      for other in targets(of: next, workload) + kept where found.insert(other).inserted {
        pending.append(other)
      }
    }
    return workload.entities.map(\.id).filter(found.contains)
  }

  private static func targets(of entity: EntityID, _ workload: Workload) -> [EntityID] {
    workload[entity].attributes.compactMap { attribute in
      if case .reference(let reference) = attribute.kind { reference.target } else { nil }
    }
  }

  /// The entities in groups that references join.
  private static func families(_ entities: [EntityID], _ workload: Workload) -> [[EntityID]] {
    var family = Array(workload.entities.indices)
    func root(_ entity: EntityID) -> Int {
      var place = entity.rawValue
      while family[place] != place { place = family[place] }
      return place
    }
    for entity in entities {
      for target in targets(of: entity, workload) {
        let (one, other) = (root(entity), root(target))
        family[max(one, other)] = min(one, other)
      }
    }
    var groups: [[EntityID]] = workload.entities.map { _ in [] }
    for entity in entities { groups[root(entity)].append(entity) }
    return groups.filter { !$0.isEmpty }
  }
}
