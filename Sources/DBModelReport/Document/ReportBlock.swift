/// One piece of a report's body, free of any output format.
///
/// Texts are one line and may hold words between backticks, which renderers show as code. Text that
/// comes from the user may hold anything: renderers make it harmless.
public indirect enum ReportBlock: Sendable {
  /// Level 1 is the top; renderers place it below their own headline.
  case heading(level: Int, String)
  case paragraph(String)
  case table(ReportTable)
  case keyValues([ReportKeyValue])
  /// Several lines of code; `language` as in a Markdown fence (`sql`, `json`, `text`).
  case code(language: String, String)
  /// A tree, one line per node.
  case outline([ReportOutlineLine])
  /// Collapsible where the format can collapse.
  case details(title: String, [ReportBlock])
  /// Drawn where the format can draw; else its reading and its numbers.
  case picture(ReportPicture)
}

extension ReportBlock {
  /// A heading one level lower; any other block as it is.
  public var lowered: ReportBlock {
    guard case .heading(let level, let text) = self else { return self }
    return .heading(level: level + 1, text)
  }
}

/// A term and what is said of it.
public struct ReportKeyValue: Hashable, Sendable {
  public let key: String
  public let value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// One node of a tree; depth 0 is a root.
public struct ReportOutlineLine: Hashable, Sendable {
  public let depth: Int
  public let text: String

  public init(_ depth: Int, _ text: String) {
    precondition(depth >= 0, "an outline starts at depth 0")
    self.depth = depth
    self.text = text
  }
}

/// Rows under titled columns.
public struct ReportTable: Sendable {
  public let columns: [ReportColumn]
  /// Short rows are filled up with empty cells; what exceeds the columns is a broken invariant.
  public let rows: [[ReportCell]]

  public init(columns: [ReportColumn], rows: [[ReportCell]]) {
    precondition(
      rows.allSatisfy { $0.count <= columns.count },
      "a row has at most one cell per column"
    )
    self.columns = columns
    self.rows = rows.map { row in
      row + Array(repeating: ReportCell(""), count: columns.count - row.count)
    }
  }
}

/// A column's title, alignment and unit.
public struct ReportColumn: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable {
    case leading
    case trailing
  }

  public let title: String
  public let alignment: Alignment
  /// Stands behind the title in parentheses; `nil` where cells carry their own units.
  public let unit: String?

  public init(_ title: String, _ alignment: Alignment = .leading, unit: String? = nil) {
    self.title = title
    self.alignment = alignment
    self.unit = unit
  }

  /// `cost (USD/month)`.
  var heading: String { unit.map { "\(title) (\($0))" } ?? title }
}

/// How a figure stands to its budget.
public enum ReportVerdict: String, CaseIterable, Sendable {
  case none
  /// The whole range keeps the budget.
  case inside
  /// Part of the range exceeds the budget.
  case atRisk
  /// The whole range exceeds the budget.
  case outside

  /// The word people read; empty for `none`.
  public var word: String {
    switch self {
    case .none: ""
    case .inside: "inside"
    case .atRisk: "at risk"
    case .outside: "outside"
    }
  }
}

/// A cell's text and its verdict.
public struct ReportCell: Hashable, Sendable, ExpressibleByStringLiteral {
  public let text: String
  public let verdict: ReportVerdict

  public init(_ text: String, _ verdict: ReportVerdict = .none) {
    self.text = text
    self.verdict = verdict
  }

  public init(stringLiteral value: String) { self.init(value) }

  /// A figure as the one number formatter writes it.
  public init(_ figure: ReportFigure, _ verdict: ReportVerdict = .none, withUnit: Bool = true) {
    self.init(withUnit ? figure.text : figure.textWithoutUnit, verdict)
  }

  /// Text and verdict in words, for formats without colour.
  var words: String {
    [text, verdict.word].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
