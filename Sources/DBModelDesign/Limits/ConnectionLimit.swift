public import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// How many connections one instance of an Aurora cluster takes.
public struct ConnectionLimit: Hashable, Sendable {
  /// The low end is certain to be taken, the high end certain not to be exceeded.
  public let connections: Interval
  /// What it rests on, for people.
  public let basis: String
  /// Where that stands.
  public let span: SourceSpan

  /// Connections that PostgreSQL keeps back for superusers (PostgreSQL 15, Connections and
  /// Authentication, superuser_reserved_connections; checked 2026-11-29).
  public static let keptBack = 3.0

  /// Connections that IAM authentication opens a second: "fewer than 200" (Aurora User Guide, IAM
  /// database authentication, Limitations; checked 2026-11-29).
  public static let openedByIAM = ServiceLimit(
    "new connections by IAM authentication",
    200,
    "connections/s",
    source: "Aurora User Guide, IAM database authentication, Limitations",
    checked: "2026-11-29"
  )

  /// Of an Aurora store; `nil` where it states neither a known class nor a capacity nor the
  /// parameter `max_connections`, and where the parameter is no number.
  public init?(of store: Store) {
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL else { return nil }
    let isMySQL = store.kind == .auroraMySQL
    let settings = store.aurora
    if let parameter = settings.parameters.last(where: { $0.name.value == "max_connections" }) {
      guard let value = Int(parameter.value.value), value > 0 else { return nil }
      connections = Interval(Double(value))
      basis = "`max_connections` is \(value)"
      span = parameter.value.span
    } else if let range = settings.serverless {
      connections = Self.serverless(range.value, isMySQL: isMySQL)
      basis = "the default of max_connections for this capacity"
      span = range.span
    } else if let name = settings.instanceClass,
      let known = Self.ofClass(name.value, isMySQL: isMySQL)
    {
      connections = known
      basis = "the default of max_connections for a \(name.value)"
      span = name.span
    } else {
      return nil
    }
  }

  /// By the largest capacity (Aurora User Guide, Maximum connections for Aurora Serverless v2;
  /// checked 2026-11-29). Between its rows it is between them; above the last one MySQL takes what
  /// can be set, 16,000.
  private static func serverless(_ range: ServerlessRange, isMySQL: Bool) -> Interval {
    let rows: [(acu: Double, mySQL: Double, postgreSQL: Double)] = [
      (1, 90, 189), (4, 135, 823), (8, 1_000, 1_669), (16, 2_000, 3_360), (32, 3_000, 5_000),
      (64, 4_000, 5_000), (128, 5_000, 5_000), (256, 16_000, 5_000),
    ]
    func value(_ row: (acu: Double, mySQL: Double, postgreSQL: Double)?) -> Double? {
      row.map { isMySQL ? $0.mySQL : $0.postgreSQL }
    }
    let most = range.maximumACU
    let low = value(rows.last { $0.acu <= most }) ?? 1
    let high = value(rows.first { $0.acu >= most }) ?? value(rows.last) ?? low
    // With 0.5 ACU at the least PostgreSQL takes no more than 2,000, and maybe so with 0.
    guard !isMySQL, range.minimumACU <= 0.5 else { return Interval(low, max(low, high)) }
    let capped = range.minimumACU == 0.5 ? min(2_000, high) : high
    return Interval(min(2_000, low), max(min(2_000, low), capped))
  }
}
