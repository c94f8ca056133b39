public import DBModelDiagnostics

/// Reads a file. Never fails: any bytes give a tree that holds all of them, and at most 100
/// diagnostics with one more that counts the rest. Time and memory grow with the size of the file
/// alone. Files over 2 GB are a broken invariant; whoever loads files refuses far smaller ones.
public func parse(_ file: SourceFile) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
  var lexer = Lexer(file, sink: DiagnosticSink())
  lexer.run()
  var matcher = BracketMatcher(lexer)
  matcher.run()
  var parser = Parser(file: file, tokens: matcher.tokens, sink: matcher.sink)
  parser.wholeFile()
  let storage = SyntaxTree.Storage(
    file: file,
    tokens: parser.tokens,
    nodes: parser.builder.finish()
  )
  // In a file that is not text every finding but this one would be noise.
  if let binary = BinaryFile.finding(file) { return (SyntaxTree(storage: storage), [binary]) }
  return (SyntaxTree(storage: storage), parser.sink.finished(file))
}

/// Tells text from other files.
private enum BinaryFile {
  static func finding(_ file: SourceFile) -> Diagnostic? {
    if let offset = file.bytes.firstIndex(of: 0) {
      return SyntaxMessage.binaryFile(file, at: offset, isNul: true)
    }
    guard let offset = firstInvalid(file.bytes) else { return nil }
    return SyntaxMessage.binaryFile(file, at: offset, isNul: false)
  }

  /// The first byte that is not well-formed UTF-8.
  /// Source: The Unicode Standard 15.0, table 3-7 (checked 2026-11-23).
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      let length: Int
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, low) = (3, 0xA0)
      case 0xED: (length, high) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, low) = (4, 0x90)
      case 0xF4: (length, high) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= count, (low...high).contains(bytes[index + 1]) else { return index }
      for next in (index + 2)..<max(index + length, index + 2)
      where bytes[next] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}
