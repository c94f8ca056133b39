import DBModelDiagnostics
import DBModelEditor
import DBModelJSON
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// What was last sent about a document.
struct PublishedFindings {
  /// What the file is called in spans.
  var file: FileID
  var version: Int?
  /// The `Diagnostic` values.
  var findings: [JSONValue] = []
}

/// Findings are sent in two steps: syntax and names with every change, the design when the client
/// has nothing else to do.
extension LanguageServer {
  /// A file of the models that are shown, with the models it belongs to.
  private struct ShownFile {
    let path: String
    let file: FileID
    var snapshots: [EditorSnapshot]
  }

  /// Every file of every model of the open documents.
  private func shownFiles() -> [ShownFile] {
    var files: [ShownFile] = []
    var places: [String: Int] = [:]
    var roots: Set<String> = []
    for path in documents.keys.sorted() {
      for snapshot in workspace.snapshots(for: path) where roots.insert(snapshot.root).inserted {
        for tree in snapshot.trees {
          let path = tree.file.path
          if let place = places[path] {
            files[place].snapshots.append(snapshot)
          } else {
            places[path] = files.count
            files.append(ShownFile(path: path, file: tree.file.id, snapshots: [snapshot]))
          }
        }
      }
    }
    for root in carried.keys where !roots.contains(root) { carried[root] = nil }
    return files
  }

  /// Sends what is known now of every file whose findings differ from what was sent.
  ///
  /// - Parameter forced: A document that is sent in any case, to say that all of it is known.
  func publishFindings(forced: String? = nil) {
    var gone = Set(published.keys)
    for shown in shownFiles() {
      gone.remove(shown.path)
      let document = documents[shown.path]
      var state = published[shown.path] ?? PublishedFindings(file: shown.file)
      state.file = shown.file
      if document != nil, client.pullsDiagnostics {
        published[shown.path] = state
        continue
      }
      let findings = findings(in: shown.file, of: shown.snapshots)
      let isNew = findings != state.findings || document?.version != state.version
      (state.findings, state.version) = (findings, document?.version)
      published[shown.path] = state
      guard isNew || shown.path == forced else { continue }
      if document == nil, !isNew { continue }
      let uri = document?.uri ?? DocumentURI.uri(path: shown.path)
      publish(shown.path, uri, version: document?.version, findings)
    }
    for path in gone.sorted() {
      if published[path]?.findings.isEmpty == false {
        publish(path, DocumentURI.uri(path: path), version: nil, [])
      }
      published[path] = nil
    }
  }

  func publish(_ path: String, _ uri: String, version: Int?, _ findings: [JSONValue]) {
    notify(
      "textDocument/publishDiagnostics",
      .compact([
        ("uri", .string(uri)), ("version", version.map { .int($0) }),
        ("diagnostics", .array(findings)),
      ])
    )
  }

  /// Everything that is known of a file: with the findings of the design, or, until they are
  /// computed again, with those there were.
  func findings(in file: FileID, of snapshots: [EditorSnapshot]) -> [JSONValue] {
    guard let first = snapshots.first else { return [] }
    var findings = EditorSnapshot.diagnostics(in: file, of: snapshots)
    for snapshot in snapshots where snapshot.design == nil {
      findings += carried[snapshot.root]?.shown(in: file) ?? []
    }
    let writer = DiagnosticValue(
      places: Places(first.sources, documents, client.encoding),
      client: client
    )
    return EditorSnapshot.once(findings).map { writer.value($0, in: file) }
  }

  /// Computes the designs that are not known; `false` where all are. Gives way to a newer text.
  func analyse() -> Bool {
    guard let changed = waitingForDesign, !inbox.hasEnded else { return false }
    var snapshots: [EditorSnapshot] = []
    let others = documents.keys.sorted().filter { $0 != changed }
    for path in [changed] + others where documents[path] != nil {
      let progress = beginProgress(path)
      defer { progress?.end() }
      guard let judged = workspace.judged(for: path, shouldStop: mustGiveWay) else { return true }
      snapshots += judged
    }
    for snapshot in snapshots {
      analysed.insert(snapshot.root)
      carried[snapshot.root] = CarriedFindings(Self.beyondNames(snapshot))
    }
    waitingForDesign = nil
    publishFindings(forced: changed)
    refresh()
    return true
  }

  private func mustGiveWay() -> Bool {
    inbox.look()
    return inbox.hasNewerChange || inbox.hasEnded
  }

  /// The findings of the design alone.
  private static func beyondNames(_ snapshot: EditorSnapshot) -> [Diagnostic] {
    let known = Set(snapshot.nameDiagnostics.map { $0.fingerprint + $0.title })
    return snapshot.design?.findings.filter { !known.contains($0.fingerprint + $0.title) } ?? []
  }

  /// Tells the client to ask again for what it asked before the design was known.
  private func refresh() {
    if client.pullsDiagnostics, client.refreshesDiagnostics {
      request("workspace/diagnostic/refresh", .null)
    }
    if client.refreshesInlayHints { request("workspace/inlayHint/refresh", .null) }
    if client.refreshesCodeLenses { request("workspace/codeLens/refresh", .null) }
  }

  /// Shows that a large model is looked at for the first time.
  private func beginProgress(_ path: String) -> Progress? {
    guard client.progress else { return nil }
    let snapshot = workspace.snapshot(for: path)
    let size = snapshot.trees.reduce(0) { $0 + $1.file.bytes.count }
    guard size >= Progress.worthwhileBytes, !analysed.contains(snapshot.root) else { return nil }
    let token = JSONValue.string("dbmodel-analysis-\(analysed.count)")
    request("window/workDoneProgress/create", ["token": token])
    return Progress(token, "Planning \(snapshot.model.workload.name?.value ?? "the model")", self)
  }
}
