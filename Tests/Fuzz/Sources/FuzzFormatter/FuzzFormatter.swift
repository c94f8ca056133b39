import DBModelDiagnostics
import DBModelSyntax

/// What holds where any bytes are formatted; stops the process where it does not.
public func checkFormatter(_ bytes: [UInt8]) {
  let file = SourceFile(id: FileID(0), path: "fuzz", bytes: bytes)
  let (tree, diagnostics) = parse(file)
  let isWrong = diagnostics.contains { $0.severity == .error }
  guard case .formatted(let text) = Formatter.format(tree, diagnostics) else {
    precondition(isWrong, "a file without mistakes is refused")
    return
  }
  precondition(!isWrong, "a file with mistakes is formatted")
  let second = SourceFile(id: FileID(0), path: "fuzz", bytes: text)
  guard case .formatted(let again) = Formatter.format(second) else {
    preconditionFailure("what was formatted is refused")
  }
  precondition(again == text, "formatting twice is not formatting once")
  precondition(words(tree) == words(parse(second).tree), "words are lost, made or moved")
}

/// Every token but commas, which line ends may take the place of.
private func words(_ tree: SyntaxTree) -> [String] {
  tree.tokens.filter { $0.kind != .comma }.map(\.text)
}

/// Where libFuzzer comes in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  checkFormatter(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
