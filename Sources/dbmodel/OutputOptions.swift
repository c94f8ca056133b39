import ArgumentParser
import DBModelDiagnostics

/// How a command reports.
struct OutputOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown, html, sarif, github
  }

  enum Color: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, danger, warning, note, never

    /// The mildest severity that fails a run; `nil` for none.
    var severity: Severity? { Severity(name: rawValue) }
  }

  @Option(help: "How to write the report.")
  var format: Format = .text

  @Option(help: "Whether text is coloured; auto looks at the terminal, NO_COLOR and TERM.")
  var color: Color = .auto

  @Option(help: "The mildest severity that makes the exit code 1.")
  var failOn: FailOn = .danger

  /// Whether the format can show pictures.
  var drawsPictures: Bool { format == .html }
}
