import Glibc

/// Names one file of a workspace; an index into its `SourceMap`.
public struct FileID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  public static func < (a: FileID, b: FileID) -> Bool { a.rawValue < b.rawValue }
}

/// A half-open range of UTF-8 byte offsets in one file.
public struct SourceSpan: Hashable, Comparable, Sendable {
  public let file: FileID
  /// First byte.
  public let lower: Int
  /// One past the last byte; never below `lower`.
  public let upper: Int

  public init(file: FileID, lower: Int, upper: Int) {
    precondition(lower >= 0 && upper >= lower, "a span runs forward")
    self.file = file
    self.lower = lower
    self.upper = upper
  }

  public var isEmpty: Bool { lower == upper }

  /// The smallest span that holds both; both must be in one file.
  public func union(_ other: SourceSpan) -> SourceSpan {
    precondition(file == other.file, "spans of two files have no union")
    return SourceSpan(
      file: file,
      lower: min(lower, other.lower),
      upper: max(upper, other.upper)
    )
  }

  public static func < (a: SourceSpan, b: SourceSpan) -> Bool {
    (a.file.rawValue, a.lower, a.upper) < (b.file.rawValue, b.lower, b.upper)
  }
}

/// A line and column, both counted from 1.
public struct SourcePosition: Hashable, Sendable {
  public let line: Int
  /// Counted in UTF-8 bytes.
  public let columnUTF8: Int
  /// Counted in UTF-16 code units, as SARIF and editors want it.
  public let columnUTF16: Int
}

/// The text of one file, kept as bytes so that nothing is lost.
public struct SourceFile: Sendable {
  public let id: FileID
  /// As the user named it, relative where it was given so; `-` for standard input.
  public let path: String
  public let bytes: [UInt8]
  /// Byte offset at which each line starts; the first is 0.
  public let lineStarts: [Int]

  public init(id: FileID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
    lineStarts = bytes.withUnsafeBufferPointer(SourceFile.lineStarts)
  }

  private static func lineStarts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    guard let base = bytes.baseAddress else { return starts }
    starts.reserveCapacity(bytes.count / 24 + 2)
    var offset = 0
    while let found = memchr(base + offset, CInt(UInt8(ascii: "\n")), bytes.count - offset) {
      offset = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      starts.append(offset)
    }
    return starts
  }

  /// The line that holds a byte offset, counted from 1. Offsets past the end give the last line.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let start = lineStarts[line - 1]
    let utf16 = String(decoding: bytes[start..<offset], as: UTF8.self).utf16.count
    return SourcePosition(line: line, columnUTF8: offset - start + 1, columnUTF16: utf16 + 1)
  }

  /// The bytes of a line (from 1) without its line end, decoded; invalid UTF-8 shows as U+FFFD.
  public func text(ofLine line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The bytes a span covers, decoded.
  public func text(_ span: SourceSpan) -> String {
    let lower = min(span.lower, bytes.count)
    return String(decoding: bytes[lower..<min(max(span.upper, lower), bytes.count)], as: UTF8.self)
  }
}

/// Every file that was loaded, in the order of loading.
public struct SourceMap: Sendable {
  public private(set) var files: [SourceFile] = []

  public init() {}

  /// - Parameter files: Each with the id that is its place.
  public init(files: [SourceFile]) {
    precondition(files.indices.allSatisfy { files[$0].id.rawValue == Int32($0) })
    self.files = files
  }

  /// Adds a file and gives it its id.
  @discardableResult
  public mutating func add(path: String, bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(id: FileID(Int32(files.count)), path: path, bytes: bytes)
    files.append(file)
    return file
  }

  public subscript(id: FileID) -> SourceFile { files[Int(id.rawValue)] }

  /// `path:line:column`, the form every terminal makes clickable.
  public func location(of span: SourceSpan) -> String {
    let file = self[span.file]
    let position = file.position(at: span.lower)
    return "\(file.path):\(position.line):\(position.columnUTF8)"
  }
}
