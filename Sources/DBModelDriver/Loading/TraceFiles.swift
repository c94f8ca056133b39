package import DBModelDiagnostics
package import DBModelWorkload

/// Looks whether the profiles that skews name are there; nothing of them is read.
package enum TraceFiles {
  /// What is wrong with the profiles of a model, each place once, in the order they are written.
  ///
  /// - Parameters:
  ///   - traces: Paths as written, and where.
  ///   - sources: The files they are written in, against whose directories they are resolved.
  ///   - failure: Why the file at a path cannot be read; `nil` where it can.
  package static func findings(
    _ traces: [Located<String>],
    in sources: SourceMap,
    failure: (_ path: String) -> FileReader.Failure?
  ) -> [Diagnostic] {
    var seen: Set<SourceSpan> = []
    return traces.filter { seen.insert($0.span).inserted }.compactMap { trace in
      if trace.value.hasPrefix("/") { return notRelative(trace) }
      let path = FilePath.resolve(trace.value, from: sources[trace.span.file].path)
      return failure(path).map { finding($0, path, trace.span) }
    }
  }

  /// Why the operating system has no file to read at a path.
  package static func failure(_ path: String) -> FileReader.Failure? {
    do throws(FileReader.Failure) {
      switch try FileReader.kind(path) {
      case .file: return nil
      case .directory: return .unreadable(reason: "it is a directory")
      }
    } catch {
      return error
    }
  }

  private static func notRelative(_ trace: Located<String>) -> Diagnostic {
    Diagnostic(
      ToolRules.traceNotRelative,
      "the trace `\(trace.value)` is not relative",
      at: Label(trace.span, "starts at the root of this machine"),
      help: ["write the path as seen from this file"],
      path: trace.value
    )
  }

  private static func finding(
    _ failure: FileReader.Failure,
    _ path: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    guard case .unreadable(let reason) = failure else {
      return Diagnostic(
        ToolRules.traceNotFound,
        "there is no trace `\(path)`",
        at: Label(span, "measured here"),
        notes: ["a trace is relative to the file it stands in"],
        help: ["correct the path, add the file, or write `unknown`"],
        path: path
      )
    }
    return Diagnostic(
      ToolRules.fileUnreadable,
      "`\(path)` cannot be read",
      at: Label(span, "measured here"),
      notes: [reason],
      help: ["make it readable, or name another file"],
      path: path
    )
  }
}
