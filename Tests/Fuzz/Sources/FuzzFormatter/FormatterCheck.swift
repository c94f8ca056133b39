import DBModelDiagnostics
import DBModelSyntax

/// What holds where any bytes are formatted.
public enum FormatterCheck {
  /// What does not hold for these bytes; `nil` where everything does.
  public static func failure(of bytes: [UInt8]) -> String? {
    let file = SourceFile(id: FileID(0), path: "fuzz", bytes: bytes)
    let (tree, diagnostics) = parse(file)
    let isWrong = diagnostics.contains { $0.severity == .error }
    guard case .formatted(let text) = Formatter.format(tree, diagnostics) else {
      return isWrong ? nil : "a file without mistakes is refused"
    }
    if isWrong { return "a file with mistakes is formatted" }
    let second = SourceFile(id: FileID(0), path: "fuzz", bytes: text)
    guard case .formatted(let again) = Formatter.format(second) else {
      return "what was formatted is refused"
    }
    if again != text { return "formatting twice is not formatting once" }
    return words(tree) == words(parse(second).tree) ? nil : "words are lost, made or moved"
  }

  /// Every token but commas, which line ends may take the place of.
  private static func words(_ tree: SyntaxTree) -> [String] {
    tree.tokens.filter { $0.kind != .comma }.map(\.text)
  }
}
