/// How much a finding matters. Declared from the mildest to the gravest, and ordered so.
public enum Severity: Int, Comparable, CaseIterable, Sendable {
  /// Worth knowing; never fails a run.
  case note
  /// Should be looked at; fails a run only under `--fail-on warning`.
  case warning
  /// Will hurt in production; fails a run unless allowed with a reason.
  case danger
  /// The model cannot be understood or cannot be built; cannot be allowed.
  case error

  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .danger: "danger"
    case .error: "error"
    }
  }

  public init?(name: String) {
    guard let found = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}
