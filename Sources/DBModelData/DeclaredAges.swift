import DBModelStatistics
import DBModelWorkload
import Glibc

/// How old rows are, as far as a model says it: an entity that grows has more young rows than old
/// ones, and one whose inserts are known holds those of the time that its rows take to be made.
struct DeclaredAges {
  /// Rows of an entity of which neither is said are of two years.
  private static let unknownSpan = 730 * 86_400.0

  private struct Ages {
    /// Rows are made evenly over so many seconds; `nil` where inserts are not known.
    var span: Double?
    /// Their number grows by so much a second, as a logarithm; 0 where it does not.
    var growth = 0.0
  }

  private let ages: [Ages]

  init(workload: Workload) {
    var perSecond: [EntityID: Double] = [:]
    for pattern in workload.patterns {
      guard case .write(let statements, _) = pattern.operation,
        let rate = pattern.rate?.average.value
      else { continue }
      for case .insert(let entity, let parameter, _) in statements {
        var each = 1.0
        if case .many(_, let count) = pattern[parameter].type { each = count.average }
        perSecond[entity, default: 0] += rate * each
      }
    }
    ages = workload.entities.map { entity in
      var ages = Ages()
      if let rate = perSecond[entity.id], rate > 0, let rows = entity.rowCount.value, rows > 0 {
        ages.span = rows / rate
      }
      ages.growth = log1p(max(0, entity.growthPerMonth)) / MonthLength.seconds
      return ages
    }
  }

  /// The age of one row, seconds. Where both are said, and seldom agree, half of the rows follow
  /// each.
  func draw(_ entity: EntityID, _ random: inout SplitMix64) -> Double {
    let own = ages[entity.rawValue]
    let part = Double(random.next() >> 11) * 0x1p-53
    let grows = own.growth > 0 && (own.span == nil || random.chance(0.5))
    let age = grows ? -log(1 - part) / own.growth : part * (own.span ?? Self.unknownSpan)
    // Beyond two centuries no time can be written any more.
    return min(200 * 365 * 86_400, age)
  }
}
