import DBModelDiagnostics
import DBModelSyntax

/// The values a file holds: one of JSON, one or more of YAML.
enum SourceDocument {
  /// - Throws: `ImportFailure` where the file is no text, or neither JSON nor YAML.
  static func read(_ file: SourceFile) throws(ImportFailure) -> [SourceNode] {
    if let failure = foreignBytes(of: file, wanted: "a JSON or YAML file") { throw failure }
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = file.bytes[start...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    switch first {
    case nil:
      throw .unreadable(
        "this file is empty",
        at: SourceSpan(file: file.id, lower: 0, upper: 0),
        help: "name a file that describes tables"
      )
    case UInt8(ascii: "{"), UInt8(ascii: "["): return [try JSONSource.read(file, from: start)]
    default: return try YAMLSource.read(file, from: start)
    }
  }

  /// What is said of a file that is no text; `nil` of one that is.
  static func foreignBytes(of file: SourceFile, wanted: String) -> ImportFailure? {
    guard let foreign = BinaryFile.firstForeign(file.bytes) else { return nil }
    let what = foreign.isNul ? "a NUL byte" : "a byte that is not UTF-8"
    return .unreadable(
      "this is no text: it holds \(what)",
      at: SourceSpan(
        file: file.id,
        lower: foreign.offset,
        upper: min(foreign.offset + 1, file.bytes.count)
      ),
      help: "name \(wanted); unpack it first where it is packed"
    )
  }
}
