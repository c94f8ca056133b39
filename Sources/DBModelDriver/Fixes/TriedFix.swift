import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

extension SourceMap {
  /// The model as a fix would leave it; `nil` where it would have errors.
  ///
  /// - Parameters:
  ///   - leftOut: Indexes that a lock does without.
  ///   - added: Indexes that a lock adds.
  func model(
    with fix: Fix,
    leftOut: [LeftOutIndex] = [],
    added: [AddedIndex] = []
  ) -> SemanticModel? {
    guard let trees = trees(with: fix) else { return nil }
    let traces = TraceFiles(in: self, read: TraceFiles.reading)
    var (model, found) = Resolver.resolve(trees, profiles: traces.shares)
    guard !found.contains(where: { $0.severity == .error }) else { return nil }
    if !leftOut.isEmpty || !added.isEmpty {
      model.workload = model.workload.with(leftOutIndexes: leftOut, addedIndexes: added)
    }
    return model
  }

  /// The files as a fix would leave them; `nil` where it does not fit or breaks one of them.
  private func trees(with fix: Fix) -> [SyntaxTree]? {
    var trees: [SyntaxTree] = []
    for file in files {
      let edits = fix.edits.filter { $0.span.file == file.id }
      var changed = file
      if !edits.isEmpty {
        guard let bytes = TextEdit.apply(edits, to: file.bytes) else { return nil }
        changed = SourceFile(id: file.id, path: file.path, bytes: bytes)
      }
      let (tree, found) = parse(changed)
      guard !found.contains(where: { $0.severity == .error }) else { return nil }
      trees.append(tree)
    }
    return trees
  }
}

extension Diagnostic {
  /// By which two judgements of the same thing are told to be one.
  var identity: String { "\(rule.code) \(path)" }

  /// The same with a fix before those that it has.
  func with(_ fix: Fix) -> Diagnostic {
    Diagnostic(
      rule,
      severity: severity,
      title,
      at: primary,
      secondary: secondary,
      notes: notes,
      help: help,
      fixes: [fix] + fixes,
      path: path
    )
  }
}
