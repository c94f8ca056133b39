import DBModelData
import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Stretches of numbers that find the part of a sample which they find of all rows: those of a
/// declared length, and ends of which the pattern says how many rows they touch. Times need no
/// help: a sample is as old as the rows are.
struct SampleStretches {
  /// A stretch by the order of the values that there are.
  private struct Stretch {
    let parameter: ParameterID
    /// Ascending, as many as there are rows with one.
    let values: [Value]
    /// The part of the rows that it finds, 0…1.
    let share: Double
    let kind: Kind
  }

  fileprivate enum Kind {
    /// Both ends of a range.
    case both
    /// Up to a value, or from one on.
    case upper, lower
    /// From the parameter on, up to another one.
    case between(ParameterID)
  }

  private let stretches: [Stretch]

  init(workload: Workload, dataset: Dataset, pattern: AccessPattern) {
    var found: [Stretch] = []
    for (entity, filter) in ArgumentGenerator.filters(of: pattern) {
      for sought in Self.paired(filter.conjuncts.compactMap(Self.sought)) {
        let field = sought.field
        guard field.entity == entity, let share = Self.share(sought, pattern, workload) else {
          continue
        }
        let values = dataset[entity].map { $0[field.field.rawValue] }.filter { $0 != .null }
          .sorted { ValueOrder.compare($0, $1) < 0 }
        guard !values.isEmpty else { continue }
        found.append(
          Stretch(parameter: sought.parameter, values: values, share: share, kind: sought.kind)
        )
      }
    }
    stretches = found
  }

  /// The arguments of a call, with such stretches.
  func fitted(_ arguments: Arguments, _ generator: inout ArgumentGenerator) -> Arguments {
    var arguments = arguments
    for stretch in stretches where arguments.isGiven(stretch.parameter) {
      let count = stretch.values.count
      let length = Int(min(max(1, (stretch.share * Double(count)).rounded()), Double(count)))
      switch stretch.kind {
      case .both:
        let first = generator.rows.values.random.integer(0...count - length)
        arguments[stretch.parameter] = .range(
          stretch.values[first],
          stretch.values[first + length - 1]
        )
      case .between(let upper):
        guard arguments.isGiven(upper) else { continue }
        let first = generator.rows.values.random.integer(0...count - length)
        arguments[stretch.parameter] = .value(stretch.values[first])
        arguments[upper] = .value(stretch.values[first + length - 1])
      case .upper: arguments[stretch.parameter] = .value(stretch.values[length - 1])
      case .lower: arguments[stretch.parameter] = .value(stretch.values[count - length])
      }
    }
    return arguments
  }

  fileprivate struct Sought {
    let field: FieldReference
    let parameter: ParameterID
    var kind: Kind
  }

  private static func sought(_ part: Expression) -> Sought? {
    switch part {
    case .isWithin(.field(let path), let parameter) where path.via.isEmpty:
      return Sought(field: path.field, parameter: parameter, kind: .both)
    case .comparison(let comparison, .field(let path), .parameter(let reference))
    where path.via.isEmpty && reference.field == nil:
      switch comparison {
      case .less, .lessOrEqual:
        return Sought(field: path.field, parameter: reference.parameter, kind: .upper)
      case .greater, .greaterOrEqual:
        return Sought(field: path.field, parameter: reference.parameter, kind: .lower)
      case .equal, .notEqual: return nil
      }
    default: return nil
    }
  }

  /// Two ends of one field as one stretch.
  private static func paired(_ all: [Sought]) -> [Sought] {
    var rest = all
    var paired: [Sought] = []
    while var next = rest.popLast() {
      switch next.kind {
      case .upper:
        if let place = rest.firstIndex(where: { $0.field == next.field && $0.isLower }) {
          let lower = rest.remove(at: place)
          next = Sought(
            field: next.field,
            parameter: lower.parameter,
            kind: .between(next.parameter)
          )
        }
      case .lower:
        if let place = rest.firstIndex(where: { $0.field == next.field && $0.isUpper }) {
          next.kind = .between(rest.remove(at: place).parameter)
        }
      case .both, .between: break
      }
      paired.append(next)
    }
    return paired
  }

  /// `nil` where nothing says it, and a value of any row will do.
  private static func share(
    _ sought: Sought,
    _ pattern: AccessPattern,
    _ workload: Workload
  ) -> Double? {
    let cardinality = Cardinality(workload: workload)
    let rows = max(1, cardinality.rows(sought.field.entity).high)
    let touched = pattern.rows.map { min(max($0.value.average / rows, 0), 1) }
    // A time that is said to be recent says it already.
    if pattern[sought.parameter].recentWithinSeconds != nil { return nil }
    switch sought.kind {
    case .upper, .lower: return touched
    case .between: return touched ?? betweenShare
    case .both: break
    }
    guard case .range(.integer, let extent?) = pattern[sought.parameter].type,
      case .integer(let minimum, let maximum) = workload[sought.field].type
    else { return nil }
    var width = cardinality.distinctValues(sought.field).high
    // Numbers without bounds are taken to follow each other.
    if let minimum, let maximum { width = Double(maximum) - Double(minimum) + 1 }
    return min(max(extent.average / max(1, width), 0), 1)
  }

  /// What lies between two values of which nothing is said: as much as between two that are drawn,
  /// on the average.
  private static let betweenShare = 1.0 / 3
}

extension SampleStretches.Sought {
  fileprivate var isLower: Bool { if case .lower = kind { true } else { false } }
  fileprivate var isUpper: Bool { if case .upper = kind { true } else { false } }
}
