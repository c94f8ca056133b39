public import DBModelDiagnostics

/// Puts files into the one form models have. No options; see `docs/formatting.md`.
public enum Formatter {
  /// What came of a file.
  public enum Outcome: Sendable {
    /// The whole text in the form; the same bytes where it was in the form already.
    case formatted([UInt8])
    /// It was left alone, and why: mistakes of syntax, or `format-self-check`.
    case refused([Diagnostic])
  }

  /// Parses and formats a file. Time and memory grow with its size alone.
  public static func format(_ file: SourceFile) -> Outcome {
    let (tree, diagnostics) = parse(file)
    return format(tree, diagnostics)
  }

  /// Formats a tree, given what the parser found. The result is parsed again and compared with the
  /// tree, so that a mistake of the formatter never reaches a file.
  public static func format(_ tree: SyntaxTree, _ diagnostics: [Diagnostic]) -> Outcome {
    let mistakes = diagnostics.filter { $0.severity == .error }
    guard mistakes.isEmpty else { return .refused(mistakes) }
    let file = tree.file
    return file.bytes.withUnsafeBufferPointer { bytes in
      tree.storage.tokens.list.withUnsafeBufferPointer { tokens in
        tree.storage.nodes.list.withUnsafeBufferPointer { nodes in
          let plan = FormatPlan(bytes: bytes, tokens: tokens, nodes: nodes)
          defer { plan.deallocate() }
          var writer = FormatWriter(plan)
          defer { writer.deallocate() }
          writer.run()
          let text = writer.output.bytes
          guard let place = difference(plan, file, text) else { return .formatted(text) }
          return .refused([selfCheck(file, at: place)])
        }
      }
    }
  }

  /// Where the formatted text would be read as something else.
  private static func difference(_ plan: FormatPlan, _ file: SourceFile, _ text: [UInt8]) -> Int? {
    let (tree, diagnostics) = parse(SourceFile(id: file.id, path: file.path, bytes: text))
    if let mistake = diagnostics.first(where: { $0.severity == .error }) {
      return min(mistake.primary?.span.lower ?? 0, file.bytes.count)
    }
    return text.withUnsafeBufferPointer { bytes in
      tree.storage.tokens.list.withUnsafeBufferPointer { tokens in
        tree.storage.nodes.list.withUnsafeBufferPointer { nodes in
          FormatCheck(plan: plan, bytes: bytes, tokens: tokens, nodes: nodes).difference()
        }
      }
    }
  }

  private static func selfCheck(_ file: SourceFile, at place: Int) -> Diagnostic {
    Diagnostic(
      ToolRules.formatSelfCheck,
      "formatting would change what this file says",
      at: Label(SourceSpan(file: file.id, lower: place, upper: place), "from here on"),
      notes: ["the file was left as it is; this is a mistake of dbmodel"],
      help: ["report it with this line of the file"],
      path: file.path
    )
  }
}
