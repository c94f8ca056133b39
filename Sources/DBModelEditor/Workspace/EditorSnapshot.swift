public import DBModelDiagnostics
package import DBModelDriver
public import DBModelPlanning
public import DBModelSemantics
public import DBModelSyntax

/// One model at one moment: everything an editor asks is a function of it.
public struct EditorSnapshot: Sendable {
  /// The path of the file that imports all others.
  public let root: String
  /// The file that was asked about.
  public internal(set) var file: FileID
  /// Every file of the workspace that was read; spans point into it. Not all belong to this model.
  public let sources: SourceMap
  /// The files of this model, the root first.
  public let trees: [SyntaxTree]
  /// What they mean, as far as they could be resolved.
  public let model: SemanticModel
  /// Every name with its places.
  public var symbols: SymbolIndex { recorded.index }
  let recorded: RecordedSymbols
  /// What is wrong with syntax, imports, names, types and units.
  public let nameDiagnostics: [Diagnostic]
  /// Figures and findings, where they were computed and the model has no error.
  public internal(set) var design: EditorDesign?

  /// Whether the model can be planned and judged.
  public var hasErrors: Bool { nameDiagnostics.contains { $0.severity == .error } }

  /// The tree of a file of this model.
  public func tree(_ file: FileID) -> SyntaxTree? { trees.first { $0.file.id == file } }

  /// The file at a path, as it was given to the workspace.
  public func file(at path: String) -> FileID? {
    let path = FilePath.normalized(path)
    return trees.first { $0.file.path == path }?.file.id
  }

  /// Plans, estimates and judges; `nil` where `shouldStop` said so. It is asked between stages.
  ///
  /// - Parameters:
  ///   - today: Days since 1970-01-01; `nil`: no allowance has ended.
  ///   - memory: What is known from planning this model as it was before.
  ///   - generation: Another number than the last time where anything but patterns has changed.
  public func judged(
    today: Int64?,
    after memory: PlanningMemory = PlanningMemory(),
    generation: Int = 0,
    shouldStop: () -> Bool
  ) -> EditorSnapshot? {
    if design != nil || hasErrors { return self }
    struct Stopped: Error {}
    do throws(Stopped) {
      let pipeline = try Pipeline(
        model,
        explainsPlans: true,
        after: memory,
        generation: generation
      ) { () throws(Stopped) in
        if shouldStop() { throw Stopped() }
      }
      let filter = AllowanceFilter(pipeline, today: today)
      let (kept, _) = filter.apply(to: nameDiagnostics + pipeline.findings)
      var copy = self
      copy.design = EditorDesign(pipeline: pipeline, findings: kept)
      return copy
    } catch {
      return nil
    }
  }
}

/// What a model without errors was planned, estimated and judged to be.
public struct EditorDesign: Sendable {
  package let pipeline: Pipeline
  /// Every finding that no allowance covers, those of the names included.
  public let findings: [Diagnostic]
}

extension EditorSnapshot {
  /// Everything that is to be said of a file, by place: with the findings of the design where they
  /// were computed. A finding that is about no file stands at the start of the root.
  public func diagnostics(in file: FileID) -> [Diagnostic] {
    let all = design?.findings ?? nameDiagnostics
    let rootFile = trees.first?.file.id
    return all.filter { ($0.primary?.span.file ?? rootFile) == file }
      .sorted { a, b in
        let x = a.primary?.span.lower ?? 0
        let y = b.primary?.span.lower ?? 0
        return x == y ? a.rule.code < b.rule.code : x < y
      }
  }

  /// The same over several models that share the file: each finding once.
  public static func diagnostics(in file: FileID, of snapshots: [EditorSnapshot]) -> [Diagnostic] {
    once(snapshots.flatMap { $0.diagnostics(in: file) })
  }

  /// Each finding once. What is said of a place under the derived design and, in the same words,
  /// under one that a team wrote down is one mark, whose notes name the designs.
  public static func once(_ findings: [Diagnostic]) -> [Diagnostic] {
    struct Key: Hashable {
      let code: String
      let title: String
      let span: SourceSpan?
      /// What it is about, where no place tells.
      let path: String
    }
    var places: [Key: Int] = [:]
    var designs: [[String]] = []
    var kept: [Diagnostic] = []
    for finding in findings {
      let design = finding.design
      let title = design?.title ?? finding.title
      let isPlaced = finding.primary != nil
      let path = isPlaced ? "" : design?.path ?? finding.path
      let key = Key(
        code: finding.rule.code,
        title: title,
        span: finding.primary?.span,
        path: path
      )
      if let place = places[key] {
        if let name = design?.name, !designs[place].contains(name) { designs[place].append(name) }
      } else {
        places[key] = kept.count
        kept.append(finding)
        designs.append([])
      }
    }
    return zip(kept, designs).map { finding, names in
      names.isEmpty || names == finding.design.map { [$0.name] } ? finding : finding.alsoIn(names)
    }
  }
}

extension Diagnostic {
  /// Of a finding about a design that a team wrote down: the design, and the finding without it.
  fileprivate var design: (name: String, title: String, path: String)? {
    let word = "design "
    guard path.hasPrefix(word), let slash = path.firstIndex(of: "/") else { return nil }
    let name = path[..<slash].dropFirst(word.count)
    let suffix = " in design `\(name)`"
    guard title.hasSuffix(suffix) else { return nil }
    return (
      String(name), String(title.dropLast(suffix.count)), String(path[slash...].dropFirst())
    )
  }

  fileprivate func alsoIn(_ designs: [String]) -> Diagnostic {
    let names = designs.map { "`\($0)`" }.joined(separator: " and ")
    return Diagnostic(
      rule,
      severity: severity,
      title,
      at: primary,
      secondary: secondary,
      notes: notes + ["the same in design \(names)"],
      help: help,
      fixes: fixes,
      path: path
    )
  }
}
