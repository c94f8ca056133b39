public import DBModelDiagnostics
public import DBModelSyntax

/// Loads files and puts them into the form; writing them is the command's.
public struct FormatRun: Sendable {
  /// One file that could be read.
  public struct File: Sendable {
    public let path: String
    public let bytes: [UInt8]
    public let outcome: Formatter.Outcome

    /// The text in the form where it differs from the file.
    public var changed: [UInt8]? {
      guard case .formatted(let text) = outcome, text != bytes else { return nil }
      return text
    }
  }

  /// In the order they were named; those of a directory by the bytes of their paths.
  public private(set) var files: [File] = []
  public private(set) var sources = SourceMap()
  /// What could not be loaded, and why files were refused.
  public private(set) var diagnostics: [Diagnostic] = []
  /// A path could not be loaded.
  public private(set) var hasFailed = false

  /// Reads every file that is named, and the models in each directory that is.
  public init(paths: [String], stdinPath: String?, readingStandardInput: () -> [UInt8]) {
    for path in paths {
      if path == "-" {
        add(readingStandardInput(), as: stdinPath ?? "-")
      } else {
        load(path)
      }
    }
  }

  /// Whether a file was refused.
  public var hasRefused: Bool {
    files.contains { file in
      if case .refused = file.outcome { return true }
      return false
    }
  }

  private mutating func load(_ path: String) {
    do throws(FileReader.Failure) {
      guard try FileReader.kind(path) == .directory else {
        return add(try FileReader.read(path), as: path)
      }
      let found = try FileReader.models(in: path)
      if found.isEmpty { fail(LoadMessage.emptyDirectory(path)) }
      for name in found { load(path.hasSuffix("/") ? path + name : "\(path)/\(name)") }
    } catch {
      fail(LoadMessage.failure(error, path: path, importSpan: nil))
    }
  }

  private mutating func add(_ bytes: [UInt8], as path: String) {
    if bytes.count > FileReader.maximumBytes {
      return fail(LoadMessage.failure(.tooLarge(bytes: bytes.count), path: path, importSpan: nil))
    }
    let outcome = Formatter.format(sources.add(path: path, bytes: bytes))
    if case .refused(let found) = outcome { diagnostics += found }
    files.append(File(path: path, bytes: bytes, outcome: outcome))
  }

  private mutating func fail(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    hasFailed = true
  }
}
