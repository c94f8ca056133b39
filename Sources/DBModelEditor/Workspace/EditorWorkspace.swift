import DBModelDiagnostics
import DBModelDriver
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// The files an editor has open, over the files on disk, and what was computed from them.
///
/// Which files belong together: a file that imports others and is imported by none is a root, and a
/// root with everything it imports, directly or not, is a model. A file belongs to the model of
/// each root that reaches it; a file that nobody imports is a root itself. Importing files are
/// looked for in the workspace folders, and in the folder of the file where there are none. Two
/// files that no import connects are two models, even in one folder.
public struct EditorWorkspace {
  /// The most files one model has, and the most that are searched for imports.
  static let maximumFiles = 1_000

  let files: EditorFiles
  /// Folders in which importing files are looked for.
  public private(set) var folders: [String] = []
  /// Today in days since 1970-01-01 UTC, for allowances that end; `nil`: none has ended.
  public var today: Int64?
  /// Every file that was ever read, by `FileID`.
  private var sources: [SourceFile] = []
  private var ids: [String: FileID] = [:]
  /// Beside `sources`: the tree, or why there is none.
  private var states: [FileState] = []
  private var buffers: [String: [UInt8]] = [:]
  /// Models below the folders, found once.
  private var searched: [String]?
  private var models: [String: CachedModel] = [:]

  private struct FileState {
    var tree: SyntaxTree
    var diagnostics: [Diagnostic]
    var imports: [Located<String>]
    var failure: FileReader.Failure?
    /// Whether `sources` holds what is there now.
    var isFresh: Bool
    /// Counts the changes of the bytes.
    var revision: Int
  }

  private struct CachedModel {
    var revisions: [Int]
    /// What stood in the profiles it names.
    var traceStates: [String]
    /// What stood in the lock beside it.
    var lockState: String
    var snapshot: EditorSnapshot
    /// For the next resolution.
    var memory: ResolutionMemory
    /// For the next planning.
    var planning: PlanningMemory
  }

  /// The model that was replaced last: freeing it takes a tenth of the time of making one, and an
  /// answer need not wait for that.
  private var retired: EditorSnapshot?

  /// - Parameter files: What is not open is read through these.
  public init(files: EditorFiles = .disk) { self.files = files }

  /// Replaces the folders of the workspace.
  public mutating func setFolders(_ folders: [String]) {
    self.folders = folders
    searched = nil
  }

  /// The files that are open, sorted.
  public var openPaths: [String] { buffers.keys.sorted() }

  /// Opens a file, or replaces the text of one that is open.
  public mutating func set(_ path: String, _ bytes: [UInt8]) {
    let path = FilePath.normalized(path)
    if buffers[path] == nil, ids[path] == nil { searched = nil }
    buffers[path] = bytes
    invalidate(path)
  }

  /// The same for text.
  public mutating func set(_ path: String, text: String) { set(path, Array(text.utf8)) }

  /// Closes a file: what is on disk counts again.
  public mutating func close(_ path: String) {
    let path = FilePath.normalized(path)
    buffers[path] = nil
    invalidate(path)
  }

  /// Says that a file was made, changed or removed on disk.
  public mutating func changedOnDisk(_ path: String) {
    let path = FilePath.normalized(path)
    searched = nil
    if buffers[path] == nil { invalidate(path) }
  }

  private mutating func invalidate(_ path: String) {
    if let id = ids[path] { states[Int(id.rawValue)].isFresh = false }
  }
}

extension EditorWorkspace {
  /// The model that shows a file best: of several the one whose root is open, else the first by
  /// path. Parsed and resolved; judged as well where that was computed before.
  public mutating func snapshot(for path: String) -> EditorSnapshot {
    snapshots(for: path)[0]
  }

  /// Every model a file belongs to, the best first; never empty.
  public mutating func snapshots(for path: String) -> [EditorSnapshot] {
    let path = FilePath.normalized(path)
    let roots = roots(of: path)
    let open = roots.filter { buffers[$0] != nil }
    return (open + roots.filter { buffers[$0] == nil }).map { names(root: $0, shown: path) }
  }

  /// The same with figures and findings of the design; `nil` where `shouldStop` said so. A model
  /// with errors has no design.
  public mutating func judged(for path: String, shouldStop: () -> Bool = { false })
    -> [EditorSnapshot]?
  {
    var found: [EditorSnapshot] = []
    for snapshot in snapshots(for: path) {
      let known = models[snapshot.root]
      let judged = snapshot.judged(
        today: today,
        after: known?.planning ?? PlanningMemory(),
        generation: known?.memory.generation ?? 0,
        shouldStop: shouldStop
      )
      guard let judged else { return nil }
      models[snapshot.root]?.snapshot = judged
      found.append(judged)
    }
    return found
  }

  /// Frees what was replaced; to be called when nothing waits for an answer.
  public mutating func freeRetired() { retired = nil }

  /// One snapshot for each model of the workspace, in the order of the roots.
  public mutating func allSnapshots() -> [EditorSnapshot] {
    var seen: Set<String> = []
    var result: [EditorSnapshot] = []
    for path in (search() + openPaths).uniqued() {
      for root in roots(of: path) where seen.insert(root).inserted {
        result.append(names(root: root, shown: root))
      }
    }
    return result
  }

  /// Parses and resolves one model, or takes it from what is known.
  private mutating func names(root: String, shown: String) -> EditorSnapshot {
    let (members, found) = members(of: root)
    let revisions = members.flatMap { [Int($0.rawValue), states[Int($0.rawValue)].revision] }
    let id = self.id(shown)
    let traces = traceFiles()
    let read = files.read
    let lock = EditorLock(root: root) { read($0).reading }
    if var cached = models[root], cached.revisions == revisions, cached.lockState == lock.state,
      traces.states(cached.snapshot.model.traces) == cached.traceStates
    {
      cached.snapshot.file = id
      return cached.snapshot
    }
    let trees = members.map { states[Int($0.rawValue)].tree }
    let before = models[root]
    var resolved = Resolver.resolve(
      trees,
      after: before?.memory ?? ResolutionMemory(),
      profiles: traces.shares
    )
    resolved.model = lock.applied(to: resolved.model)
    let snapshot = EditorSnapshot(
      root: root,
      file: id,
      sources: SourceMap(files: sources),
      trees: trees,
      model: resolved.model,
      recorded: RecordedSymbols(trees),
      nameDiagnostics: members.flatMap { states[Int($0.rawValue)].diagnostics } + found
        + resolved.diagnostics + traces.findings(resolved.model.traces) + lock.findings
    )
    models[root] = CachedModel(
      revisions: revisions,
      traceStates: traces.states(resolved.model.traces),
      lockState: lock.state,
      snapshot: snapshot,
      memory: resolved.memory,
      planning: before?.planning ?? PlanningMemory()
    )
    if let before { retired = before.snapshot }
    return snapshot
  }

  /// A profile may change, come and go without a change of the model that names it.
  private func traceFiles() -> TraceFiles {
    let read = files.read
    return TraceFiles(in: SourceMap(files: sources)) { read($0).reading }
  }

  /// The files a root reaches, itself first, and what is wrong with its imports.
  private mutating func members(of root: String) -> (files: [FileID], diagnostics: [Diagnostic]) {
    var found = [id(root)]
    var seen = Set(found)
    var diagnostics: [Diagnostic] = []
    var next = 0
    while next < found.count {
      let importer = found[next]
      next += 1
      for imported in states[Int(importer.rawValue)].imports {
        if imported.value.hasPrefix("/") {
          diagnostics.append(LoadMessage.importNotRelative(imported.value, at: imported.span))
          continue
        }
        let path = FilePath.resolve(imported.value, from: sources[Int(importer.rawValue)].path)
        let target = id(path)
        if let failure = states[Int(target.rawValue)].failure {
          diagnostics.append(LoadMessage.failure(failure, path: path, importSpan: imported.span))
        } else if found.count < Self.maximumFiles, seen.insert(target).inserted {
          found.append(target)
        }
      }
    }
    return (found, diagnostics)
  }

  /// The roots that reach a file, by path; itself where nobody imports it.
  private mutating func roots(of path: String) -> [String] {
    var importers: [String: [String]] = [:]
    for candidate in (search() + openPaths).uniqued() {
      let imports = states[Int(id(candidate).rawValue)].imports
      for imported in imports where !imported.value.hasPrefix("/") {
        importers[FilePath.resolve(imported.value, from: candidate), default: []].append(candidate)
      }
    }
    var roots: Set<String> = []
    var seen: Set<String> = [path]
    var open = [path]
    while let next = open.popLast() {
      let above = (importers[next] ?? []).filter { $0 != next }
      if above.isEmpty { roots.insert(next) }
      for importer in above where seen.insert(importer).inserted { open.append(importer) }
    }
    // Files that import each other in a circle have no root: each is its own.
    if roots.isEmpty { return [path] }
    return roots.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The models below the workspace folders, or beside the open files where there are none.
  private mutating func search() -> [String] {
    if let searched { return searched }
    let places =
      folders.isEmpty
      ? openPaths.map { path in
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
      }.uniqued() : folders
    let found = places.flatMap { files.models($0) }.map(FilePath.normalized).uniqued()
    let kept = Array(found.prefix(Self.maximumFiles))
    searched = kept
    return kept
  }

  /// The id of a file, read and parsed where that was not done since it changed.
  private mutating func id(_ path: String) -> FileID {
    let id: FileID
    if let known = ids[path] {
      if states[Int(known.rawValue)].isFresh { return known }
      id = known
    } else {
      id = FileID(Int32(sources.count))
      ids[path] = id
      let file = SourceFile(id: id, path: path, bytes: [])
      sources.append(file)
      states.append(
        FileState(
          tree: parse(file).tree,
          diagnostics: [],
          imports: [],
          failure: nil,
          isFresh: false,
          revision: -1
        )
      )
    }
    refresh(id, path)
    return id
  }

  private mutating func refresh(_ id: FileID, _ path: String) {
    let place = Int(id.rawValue)
    var bytes: [UInt8] = []
    var failure: FileReader.Failure?
    if let buffer = buffers[path] {
      bytes = buffer
    } else {
      switch files.read(path).reading {
      case .success(let found): bytes = found
      case .failure(let found): failure = found
      }
    }
    states[place].isFresh = true
    states[place].failure = failure
    if states[place].revision >= 0, sources[place].bytes == bytes { return }
    let file = SourceFile(id: id, path: path, bytes: bytes)
    let (tree, diagnostics) = parse(file)
    sources[place] = file
    states[place].tree = tree
    states[place].diagnostics = diagnostics
    states[place].imports = imports(of: tree)
    states[place].revision += 1
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
