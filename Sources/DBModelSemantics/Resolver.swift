public import DBModelDesign
public import DBModelDiagnostics
public import DBModelStatistics
public import DBModelSyntax
public import DBModelWorkload

/// What the files of a model mean.
public struct SemanticModel: Sendable {
  public var workload: Workload
  /// The tables a team wrote down, in the order of the files.
  public var fixedDesigns: [FixedDesign]
  /// The SQL tables a team wrote down, in the order of the files.
  public var fixedSQLDesigns: [FixedSQLDesign]
  /// The profiles that skews name, as written and where; whoever loads files resolves them.
  public var traces: [Located<String>] = []

  public init(
    workload: Workload,
    fixedDesigns: [FixedDesign] = [],
    fixedSQLDesigns: [FixedSQLDesign] = []
  ) {
    self.workload = workload
    self.fixedDesigns = fixedDesigns
    self.fixedSQLDesigns = fixedSQLDesigns
  }
}

/// Turns syntax trees into a workload: names, types and units resolved, the model held against
/// itself for sense.
public enum Resolver {
  /// What was measured, by the path of a profile as written and its place; `nil` where there is
  /// none to read.
  public typealias Profiles = (_ trace: Located<String>) -> RankedShares?

  /// Resolves the files of one model. Never fails: what cannot be resolved is reported once and
  /// left out. The workload must only be judged further where no finding is an error.
  public static func resolve(
    _ trees: [SyntaxTree],
    profiles: @escaping Profiles = { _ in nil }
  ) -> (model: SemanticModel, diagnostics: [Diagnostic]) {
    let (model, diagnostics, _) = resolve(trees, after: ResolutionMemory(), profiles: profiles)
    return (model, diagnostics)
  }

  /// The same, with what can be taken over from the resolution before. The result is that of
  /// resolving everything; what to remember for the next time comes with it.
  public static func resolve(
    _ trees: [SyntaxTree],
    after memory: ResolutionMemory,
    profiles: @escaping Profiles = { _ in nil }
  ) -> (model: SemanticModel, diagnostics: [Diagnostic], memory: ResolutionMemory) {
    let context = Context(profiles: profiles)
    context.memory = memory
    let (model, diagnostics) = resolve(trees, context)
    return (model, diagnostics, context.memory)
  }

  /// The same, with every place of every name. What stands behind a mistake in a clause has none.
  public static func resolveRecording(_ trees: [SyntaxTree])
    -> (model: SemanticModel, diagnostics: [Diagnostic], symbols: SymbolIndex)
  {
    let recorder = SymbolRecorder()
    let (model, diagnostics) = resolve(trees, Context(recorder: recorder))
    return (model, diagnostics, recorder.index)
  }

  private static func resolve(_ trees: [SyntaxTree], _ context: Context)
    -> (model: SemanticModel, diagnostics: [Diagnostic])
  {
    let declarations = Declarations(trees, sink: context.sink)
    context.memory = context.memory.usable(for: declarations)
    StoreResolver(context).resolve(declarations)
    StructResolver(context).resolve(declarations)
    EntityResolver(context).resolve(declarations)
    StoreResolver(context).resolveAudits(declarations)
    PatternResolver.resolveAll(declarations, context)
    FlowResolver(context).resolve(declarations)
    PolicyResolver(context).resolve(declarations)
    GoalsResolver(context).resolve(declarations)
    FailuresResolver(context).resolve(declarations)
    AllowanceResolver(context).resolve(declarations)
    var model = SemanticModel(workload: context.workload(declarations))
    let designs = DesignResolver(context, model.workload).resolve(declarations)
    model.fixedDesigns = designs.keyed
    model.fixedSQLDesigns = designs.sql
    model.traces = context.traces
    if !context.sink.diagnostics.contains(where: { $0.severity == .error }) {
      SenseChecks.run(model.workload, sink: context.sink)
    }
    return (model, context.sink.diagnostics)
  }
}

/// The files a file imports, as written, in order; whoever loads files resolves them.
public func imports(of tree: SyntaxTree) -> [Located<String>] {
  tree.root.clauses.compactMap { clause in
    guard let items = clause.groupItems.first, items.first?.word == "import" else { return nil }
    guard items.count == 2, let path = items[1].stringValue, !path.isEmpty else { return nil }
    return Located(path, items[1].span)
  }
}
