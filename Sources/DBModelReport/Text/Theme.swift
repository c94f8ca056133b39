public import DBModelDiagnostics

/// What a piece of terminal text is, so that a theme can colour it.
public enum TextRole: Hashable, Sendable {
  case plain
  case severity(Severity)
  /// A finding's sentence, a heading.
  case title
  /// Line numbers, frames and rules.
  case gutter
  /// Labels beside the primary one.
  case secondary
  case help
  case verdict(ReportVerdict)
}

/// Which escape sequences stand around which role; the empty theme writes none.
public struct Theme: Sendable {
  private let isColoured: Bool

  private init(isColoured: Bool) { self.isColoured = isColoured }

  /// No escape sequences at all.
  public static let plain = Theme(isColoured: false)
  /// The eight standard colours, which follow the terminal's own palette.
  public static let ansi = Theme(isColoured: true)

  /// The text between the role's escape sequences.
  func apply(_ role: TextRole, _ text: String) -> String {
    guard isColoured, !text.isEmpty, let code = code(role) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// Select Graphic Rendition parameters, ECMA-48 section 8.3.117.
  private func code(_ role: TextRole) -> String? {
    switch role {
    case .plain, .verdict(.none): nil
    case .severity(.error), .severity(.danger), .verdict(.outside): "1;31"
    case .severity(.warning), .verdict(.atRisk): "1;33"
    case .severity(.note): "1;36"
    case .title: "1"
    case .gutter, .secondary: "34"
    case .help, .verdict(.inside): "32"
    }
  }
}
