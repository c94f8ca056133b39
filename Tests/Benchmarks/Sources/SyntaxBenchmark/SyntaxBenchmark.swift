import DBModelDiagnostics
import DBModelSyntax
import Glibc

/// `SyntaxBenchmark FILE [ROUNDS]` prints the best of so many rounds of each step over one file, as
/// JSON: nanoseconds.
@main
enum SyntaxBenchmark {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, let bytes = contents(of: arguments[1]) else {
      fail("usage: SyntaxBenchmark FILE [ROUNDS]", 64)
    }
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 20 : 20
    var map = SourceMap()
    let file = map.add(path: "benchmark.dbmodel", bytes: bytes)
    var nodes = 0
    let parsing = best(of: rounds) {
      let copy = SourceFile(id: file.id, path: file.path, bytes: bytes)
      let (tree, diagnostics) = parse(copy)
      guard diagnostics.isEmpty else {
        fail("the text has syntax errors", 2)
      }
      nodes = tree.nodeCount
    }
    let formatting = best(of: rounds) {
      let copy = SourceFile(id: file.id, path: file.path, bytes: bytes)
      guard case .formatted = Formatter.format(copy) else { fail("the text is refused", 2) }
    }
    print(
      "{\"bytes\": \(bytes.count), \"nodes\": \(nodes), \"parse\": \(parsing), "
        + "\"format\": \(formatting)}"
    )
  }

  static func fail(_ message: String, _ status: Int32) -> Never {
    _ = (message + "\n").withCString { write(2, $0, strlen($0)) }
    exit(status)
  }

  /// Nanoseconds of the fastest round.
  static func best(of rounds: Int, _ work: () -> Void) -> UInt64 {
    var fastest = UInt64.max
    let clock = ContinuousClock()
    for _ in 0..<max(rounds, 1) {
      let taken = clock.measure(work).components
      fastest = min(
        fastest,
        UInt64(taken.seconds) * 1_000_000_000 + UInt64(taken.attoseconds) / 1_000_000_000
      )
    }
    return fastest
  }

  static func contents(of path: String) -> [UInt8]? {
    guard let stream = fopen(path, "rb") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
