public import DBModelDiagnostics
import Glibc

/// Reads a file. Never fails: any bytes give a tree that holds all of them, and at most 100
/// diagnostics with one more that counts the rest. Time and memory grow with the size of the file
/// alone. Files over 2 GB are a broken invariant; whoever loads files refuses far smaller ones.
public func parse(_ file: SourceFile) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
  let sink = DiagnosticSink()
  let cut = file.bytes.withUnsafeBufferPointer { bytes in
    var lexer = Lexer(file, bytes, sink: sink)
    return lexer.run()
  }
  var matcher = BracketMatcher(cut, file, sink: sink)
  matcher.run()
  let nodes = matcher.tokens.list.withUnsafeBufferPointer { tokens in
    var parser = Parser(file: file, tokens: tokens, sink: sink)
    return parser.wholeFile()
  }
  let storage = SyntaxTree.Storage(file: file, tokens: matcher.tokens, nodes: nodes)
  // In a file that is not text every finding but this one would be noise.
  if let binary = BinaryFile.finding(file) { return (SyntaxTree(storage: storage), [binary]) }
  return (SyntaxTree(storage: storage), sink.finished(file))
}

/// Tells text from other files.
package enum BinaryFile {
  static func finding(_ file: SourceFile) -> Diagnostic? {
    firstForeign(file.bytes).map {
      SyntaxMessage.binaryFile(file, at: $0.offset, isNul: $0.isNul)
    }
  }

  /// The first NUL, else the first byte that is not well-formed UTF-8; `nil` in a text.
  package static func firstForeign(_ bytes: [UInt8]) -> (offset: Int, isNul: Bool)? {
    bytes.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress, let found = memchr(base, 0, bytes.count) {
        return (UnsafeRawPointer(found) - UnsafeRawPointer(base), true)
      }
      return firstInvalid(bytes).map { ($0, false) }
    }
  }

  /// The first byte beyond ASCII, or up to seven bytes before it.
  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return start }
    var index = start
    while index + 8 <= bytes.count,
      (base + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    return index
  }

  /// The first byte that is not well-formed UTF-8.
  /// Source: The Unicode Standard 15.0, table 3-7 (checked 2026-11-23).
  private static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index = endOfASCII(bytes, from: index + 1)
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
