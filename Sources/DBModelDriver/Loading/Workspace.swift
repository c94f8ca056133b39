import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// The files of one model, loaded and parsed; each file once, in the order of the command line and
/// then of the imports.
struct Workspace {
  /// The most files one run loads.
  static let maximumFiles = 1_000

  private(set) var sources = SourceMap()
  private(set) var trees: [SyntaxTree] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// A path that was named could not be loaded: a check of the rest would not be one of the model.
  private(set) var hasFailed = false
  private var loaded: Set<String> = []
  /// Texts read in place of files, by normalized path.
  private let replacements: [String: [UInt8]]

  init(replacements: [String: [UInt8]] = [:]) { self.replacements = replacements }

  /// A file still to be loaded, and the import that asks for it.
  private struct Pending {
    let path: String
    let importSpan: SourceSpan?
  }

  mutating func load(
    _ paths: [String],
    stdinPath: String?,
    readingStandardInput: () -> [UInt8]
  ) {
    var pending: [Pending] = []
    for path in paths {
      if path == "-" {
        let shown = stdinPath ?? "-"
        add(readingStandardInput(), as: shown, pending: &pending)
        loaded.insert(FilePath.normalized(shown))
      } else {
        pending += expand(path)
      }
    }
    var next = 0
    while next < pending.count {
      let file = pending[next]
      next += 1
      let identity = FilePath.normalized(file.path)
      guard loaded.insert(identity).inserted else { continue }
      if trees.count >= Self.maximumFiles {
        fail(LoadMessage.tooManyFiles(file.path))
        return
      }
      do throws(FileReader.Failure) {
        if let bytes = replacements[identity] {
          add(bytes, as: file.path, pending: &pending)
        } else {
          add(try FileReader.read(file.path), as: file.path, pending: &pending)
        }
      } catch {
        fail(LoadMessage.failure(error, path: file.path, importSpan: file.importSpan))
      }
    }
  }

  /// A directory means the models in it.
  private mutating func expand(_ path: String) -> [Pending] {
    do throws(FileReader.Failure) {
      guard try FileReader.kind(path) == .directory else {
        return [Pending(path: path, importSpan: nil)]
      }
      let base = path.hasSuffix("/") ? String(path.dropLast()) : path
      let names = try FileReader.models(in: path)
      if names.isEmpty { fail(LoadMessage.emptyDirectory(path)) }
      return names.map { Pending(path: "\(base)/\($0)", importSpan: nil) }
    } catch {
      fail(LoadMessage.failure(error, path: path, importSpan: nil))
      return []
    }
  }

  private mutating func add(_ bytes: [UInt8], as path: String, pending: inout [Pending]) {
    if bytes.count > FileReader.maximumBytes {
      return fail(
        LoadMessage.failure(.tooLarge(bytes: bytes.count), path: path, importSpan: nil)
      )
    }
    let file = sources.add(path: path, bytes: bytes)
    let (tree, found) = parse(file)
    trees.append(tree)
    diagnostics += found
    for imported in imports(of: tree) {
      if imported.value.hasPrefix("/") {
        diagnostics.append(LoadMessage.importNotRelative(imported.value, at: imported.span))
      } else {
        let target = FilePath.resolve(imported.value, from: path)
        pending.append(Pending(path: target, importSpan: imported.span))
      }
    }
  }

  private mutating func fail(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    // A missing import is a mistake in a file; a missing argument is one of the call.
    if diagnostic.primary == nil { hasFailed = true }
  }
}
