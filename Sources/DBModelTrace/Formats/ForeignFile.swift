/// A file of a kind that cannot be read, which would else be taken for numbers.
enum ForeignFile {
  private struct Kind {
    let magic: [UInt8]
    let name: String
    let help: String
  }

  /// By the first bytes that their own descriptions give: bzip2's header, PKWARE's APPNOTE 4.3.7,
  /// the LZ4 frame format, the file formats of Apache Parquet, ORC and Avro, and the byte order
  /// marks of Unicode 23.8.
  private static let kinds = [
    Kind(magic: Array("BZh".utf8), name: "bzip2 data", help: piped("bzcat FILE")),
    Kind(magic: [0x50, 0x4b, 3, 4], name: "a zip archive", help: piped("unzip -p FILE")),
    Kind(magic: [4, 0x22, 0x4d, 0x18], name: "lz4 data", help: piped("lz4 -dc FILE")),
    Kind(magic: Array("PAR1".utf8), name: "a Parquet file", help: asTable),
    Kind(magic: Array("ORC".utf8), name: "an ORC file", help: asTable),
    Kind(magic: Array("Obj\u{1}".utf8), name: "an Avro file", help: asTable),
    Kind(
      magic: [0xff, 0xfe],
      name: "text in UTF-16",
      help: piped("iconv -f UTF-16 -t UTF-8 FILE")
    ),
    Kind(
      magic: [0xfe, 0xff],
      name: "text in UTF-16",
      help: piped("iconv -f UTF-16 -t UTF-8 FILE")
    ),
  ]

  /// What a log is that begins with some bytes; `nil`: none of these.
  ///
  /// - Parameter isText: Whether it holds only what a text may hold: a text may begin with `PAR1`.
  static func failure(head: [UInt8], isText: Bool) -> LogFailure? {
    let compression = Compression(head: head)
    if compression != .none {
      return LogFailure(
        "it is compressed twice: what was expanded is \(compression.rawValue) data again",
        help: "expand it once before: `\(compression.tool) FILE | dbmodel trace -`"
      )
    }
    let isForeign = { (kind: Kind) in
      head.starts(with: kind.magic) && (!isText || kind.magic.contains { $0 > 0x7f })
    }
    return kinds.first(where: isForeign).map {
      LogFailure("it is \($0.name), which is not read", help: $0.help)
    }
  }

  private static func piped(_ command: String) -> String {
    "expand or convert it first: `\(command) | dbmodel trace -`; `--input u32` takes it for numbers"
  }

  private static let asTable =
    "ask it as a table with the query of `--emit`, or write its key column as CSV"
}
