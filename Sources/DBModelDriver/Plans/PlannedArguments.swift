import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The values that a call of a pattern is planned with, out of those that the statistics are told
/// of.
struct PlannedArguments {
  enum Kind: String, CaseIterable {
    /// Keys and values that are none of the frequent ones; times up to now, as far as ranges reach;
    /// of a time that is `recent`, half as long ago as it may be.
    case usual = "usual values"
    /// The most frequent ones.
    case frequent = "the most frequent values"
  }

  let workload: Workload
  let statistics: PostgreSQLStatistics

  /// The time of the call, nanoseconds since 1970: that of the newest rows.
  var now: Int64 { statistics.now * 1_000_000_000 }

  /// So many seconds before it, within two centuries and what nanoseconds reach.
  private func time(before seconds: Double) -> Value {
    let past = Double(statistics.now) - min(max(seconds, 0), 6e9)
    return .timestamp(nanoseconds: Int64(max(past, -9.2e9)) * 1_000_000_000)
  }

  /// The values of a statement as literals of PostgreSQL's SQL; `nil` where one depends on rows: on
  /// a page before, or on a parent.
  func literals(
    of statement: SQLStatement,
    _ pattern: AccessPattern,
    _ kind: Kind
  ) -> [String]? {
    if case .write(let role) = statement.role, role.kind == .insert { return nil }
    let resolver = SQLBindingResolver(
      workload: workload,
      pattern: pattern,
      arguments: arguments(pattern, kind),
      now: now
    )
    let codec = SQLValueCodec(.postgresql)
    var literals: [String] = []
    for binding in statement.bindings {
      guard let value = try? resolver.value(binding), value != .null else { return nil }
      literals.append(codec.literal(value, as: binding.type))
    }
    return literals
  }

  /// Every parameter, but for the elements of loops, is given.
  func arguments(_ pattern: AccessPattern, _ kind: Kind) -> Arguments {
    var arguments = Arguments()
    for parameter in pattern.parameters {
      arguments[parameter.id] =
        recent(parameter).map(Argument.value) ?? argument(parameter.type, kind, place: 0)
    }
    return arguments
  }

  /// The middle of how far back a time or a date may reach; `nil` where that is not said.
  private func recent(_ parameter: Parameter) -> Value? {
    guard let seconds = parameter.recentWithinSeconds else { return nil }
    switch parameter.type {
    case .value(.timestamp, _): return time(before: (seconds / 2).rounded())
    case .value(.date, _):
      let days = (min(max(seconds, 0), 6e9) / 2 / 86_400).rounded()
      return .date(days: statistics.today - Int64(days))
    default: return nil
    }
  }

  /// - Parameter place: Which element of many; others have other values.
  private func argument(_ type: ParameterType, _ kind: Kind, place: Int) -> Argument {
    switch type {
    case .value(let type, let field):
      let known = field.flatMap { value(of: $0, kind, place) }
      return .value(known ?? value(of: type, kind, place))
    case .key(let entity):
      return .key(
        workload[entity].key.map { field in
          let reference = FieldReference(entity, field)
          return value(of: reference, kind, place)
            ?? value(of: workload[reference].type, kind, place)
        }
      )
    case .many(let element, let count):
      let wanted = Int(min(max(1, count.average.rounded()), 1_000))
      return .many((0..<wanted).map { argument(element, kind, place: $0) })
    case .range(let type, let extent): return range(type, extent?.average ?? 0)
    case .newRow(let entity):
      return .row(
        workload[entity].fields.map { field in
          value(of: FieldReference(entity, field.id), kind, place)
            ?? value(of: field.type, kind, place)
        }
      )
    case .element: return .absent
    }
  }

  /// Of the values there are, the frequent ones begin with the first (`PostgreSQLStatistics`); half
  /// way between the others lies one that is none of them.
  private func value(of reference: FieldReference, _ kind: Kind, _ place: Int) -> Value? {
    if case .enumeration = workload[reference].type { return nil }
    if let share = workload[reference].distinct?.trueShare {
      // The one that most rows hold, or the other.
      return .bool((share >= 0.5) == (kind == .frequent))
    }
    let domain = statistics.domain(of: reference)
    switch kind {
    case .frequent: return domain.value(statistics.scattered(place, domain.count))
    case .usual:
      return domain.value((domain.count / 2).rounded(.down) + Double(place))
    }
  }

  private func value(of type: ValueType, _ kind: Kind, _ place: Int) -> Value {
    switch type {
    case .bool: return .bool(true)
    case .integer, .uuid:
      return ColumnDomain(type: type, count: 1_000_000).value(500_000 + Double(place)) ?? .null
    case .decimal(_, let scale): return .decimal(Decimal38(mantissa: 1, scale: scale))
    case .string: return .string("value \(place)")
    case .bytes: return .bytes([UInt8(truncatingIfNeeded: place)])
    case .ulid: return .string("01J000000000000000000000" + (place < 10 ? "0\(place)" : "10"))
    case .timestamp: return .timestamp(nanoseconds: now)
    case .date: return .date(days: statistics.today)
    case .enumeration(let cases):
      // The share nearest to the even one, or the largest.
      let even = 1 / Double(max(1, cases.count))
      let ordered = cases.enumerated().sorted { a, b in
        func rank(_ one: EnumerationCase) -> Double {
          let share = one.rowShare ?? even
          return kind == .frequent ? -share : abs(share - even)
        }
        return (rank(a.element), a.offset) < (rank(b.element), b.offset)
      }
      return ordered.isEmpty ? .null : .string(ordered[place % ordered.count].element.name)
    case .structure, .list, .set, .map: return .null
    }
  }

  /// A stretch that ends now, or lies in the middle of the numbers.
  private func range(_ type: ValueType, _ extent: Double) -> Argument {
    switch type {
    case .timestamp:
      return .range(time(before: extent.rounded()), .timestamp(nanoseconds: now))
    case .date:
      // Both ends belong to it.
      let length = Int64(min(max(extent.rounded(), 1), 100_000)) - 1
      return .range(.date(days: statistics.today - length), .date(days: statistics.today))
    case .integer:
      guard case .integer(let low) = value(of: type, .usual, 0) else { return .absent }
      let length = Int64(min(max(extent, 0), 1e15))
      return .range(.integer(low), .integer(low > .max - length ? .max : low + length))
    default:
      let one = value(of: type, .usual, 0)
      return .range(one, one)
    }
  }
}
