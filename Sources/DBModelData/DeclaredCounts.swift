import DBModelStatistics
import DBModelWorkload

/// How many rows each entity gets, the largest about as many as asked for.
///
/// Rows that refer are counted through the reference with the smallest declared fan-out, which is
/// kept. A fan-out that the scale has no room for is cut: a million rows of one row cannot stand
/// among a thousand.
struct DeclaredCounts {
  /// Fewer rows show nothing of a distribution.
  private static let fewest = 4.0

  /// By entity.
  let rows: [Int]

  init(rows: [Int]) { self.rows = rows }

  init(workload: Workload, largest: Int, order: [EntityID]) {
    let cut = max(8, Double(largest) / 15)
    var weights = [Double](repeating: 1, count: workload.entities.count)
    for id in order {
      let fanOuts = workload[id].attributes.compactMap { attribute -> Double? in
        guard case .reference(let reference) = attribute.kind, reference.target != id else {
          return nil
        }
        let average = reference.fanOut?.average ?? 1
        return weights[reference.target.rawValue] * min(max(average, 0.05), cut)
      }
      weights[id.rawValue] = fanOuts.min() ?? 1
    }
    let factor = Double(max(1, largest)) / max(1e-9, weights.max() ?? 1)
    rows = zip(workload.entities, weights).map { entity, weight in
      let declared = max(1, entity.rowCount.value ?? .greatestFiniteMagnitude)
      // A key of few values cannot have more rows than values.
      let most = min(declared, Self.combinations(of: entity), Double(max(1, largest)))
      return Int(min(most, max(Self.fewest, (weight * factor).rounded())))
    }
  }

  /// An upper bound of the rows that the key's own types admit.
  private static func combinations(of entity: Entity) -> Double {
    var product = 1.0
    for field in entity.key {
      switch entity[field].type {
      case .bool: product *= 2
      case .enumeration(let cases): product *= Double(max(1, cases.count))
      case .integer(let minimum?, let maximum?): product *= Double(maximum) - Double(minimum) + 1
      default: return 1e9
      }
    }
    return min(product, 1e9)
  }
}
