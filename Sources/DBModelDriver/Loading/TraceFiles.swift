package import DBModelDiagnostics
package import DBModelStatistics
import DBModelTrace
package import DBModelWorkload

/// The profiles that the skews of a model name: each is read once, when the first skew asks for it.
package final class TraceFiles {
  package typealias Reading = Result<[UInt8], FileReader.Failure>

  private enum Content {
    /// With why it stands for a part of its log, where it does.
    case profile(RankedShares, partial: String?)
    case invalid(ProfileFile.Failure)
    case missing(FileReader.Failure)
  }

  private let sources: SourceMap
  private let read: (_ path: String) -> Reading
  private var contents: [String: Content] = [:]
  /// By path: the hash of its bytes, or why there are none.
  private var states: [String: String] = [:]

  /// - Parameters:
  ///   - sources: The files that skews are written in; paths are seen from their directories.
  ///   - read: The bytes of a file.
  package init(in sources: SourceMap, read: @escaping (_ path: String) -> Reading) {
    self.sources = sources
    self.read = read
  }

  /// The files of this machine.
  package static func reading(_ path: String) -> Reading {
    do throws(FileReader.Failure) {
      return .success(try FileReader.read(path))
    } catch {
      return .failure(error)
    }
  }

  /// What a profile says; `nil` where it cannot be read, of which `findings` tells.
  package func shares(_ trace: Located<String>) -> RankedShares? {
    guard !trace.value.hasPrefix("/"), case .profile(let shares, _) = content(path(trace)) else {
      return nil
    }
    return shares
  }

  /// What is wrong with the profiles of a model, each place once, in the order they are written.
  ///
  /// - Parameter traces: Paths as written, and where.
  package func findings(_ traces: [Located<String>]) -> [Diagnostic] {
    var seen: Set<SourceSpan> = []
    return traces.filter { seen.insert($0.span).inserted }.compactMap { trace in
      if trace.value.hasPrefix("/") { return Self.notRelative(trace) }
      let path = path(trace)
      switch content(path) {
      case .profile(_, let partial):
        return partial.map { Self.partial($0, path, trace.span) }
      case .invalid(let failure): return Self.invalid(failure, path, trace.span)
      case .missing(let failure): return Self.missing(failure, path, trace.span)
      }
    }
  }

  /// What tells one state of the profiles from another.
  package func states(_ traces: [Located<String>]) -> [String] {
    traces.map { trace in
      if trace.value.hasPrefix("/") { return "" }
      let path = path(trace)
      _ = content(path)
      return states[path] ?? ""
    }
  }

  private func path(_ trace: Located<String>) -> String {
    FilePath.resolve(trace.value, from: sources[trace.span.file].path)
  }

  private func content(_ path: String) -> Content {
    if let known = contents[path] { return known }
    let content: Content
    switch read(path) {
    case .failure(let failure):
      content = .missing(failure)
      states[path] = "\(failure)"
    case .success(let bytes):
      states[path] = StableHash.hex(ofBytes: bytes)
      do throws(ProfileFile.Failure) {
        let profile = try ProfileFile.read(bytes)
        content = .profile(profile.rankedShares, partial: profile.partial)
      } catch {
        content = .invalid(error)
      }
    }
    contents[path] = content
    return content
  }

  // MARK: Findings

  private static func notRelative(_ trace: Located<String>) -> Diagnostic {
    Diagnostic(
      ToolRules.traceNotRelative,
      "the trace `\(trace.value)` is not relative",
      at: Label(trace.span, "starts at the root of this machine"),
      help: ["write the path as seen from this file"],
      path: trace.value
    )
  }

  private static func partial(_ reason: String, _ path: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      ToolRules.profilePartial,
      "the profile `\(path)` stands for a part of its log",
      at: Label(span, "measured here"),
      notes: [reason],
      help: ["make it of the whole log"],
      path: path
    )
  }

  private static func invalid(
    _ failure: ProfileFile.Failure,
    _ path: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      ToolRules.profileInvalid,
      "`\(path)` is no profile: \(failure.reason)",
      at: Label(span, "measured here"),
      notes: ["in line \(failure.line), column \(failure.column)"],
      help: ["make one of a log, `dbmodel trace LOG -o FILE`, and name that"],
      path: path
    )
  }

  private static func missing(
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
