/// Lines of a file freed of what a client drew around them, joined again, with where each stood.
struct PlanScript {
  private(set) var bytes: [UInt8] = []
  /// Where a line begins here and in the file.
  private var starts: [(here: Int, file: Int, isExact: Bool)] = []

  init(_ lines: ArraySlice<PlanLine>) {
    for line in lines {
      starts.append((bytes.count, line.offset, line.isExact))
      bytes += line.bytes
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// The byte of the file that a byte here comes from; the start of the line where quotes were
  /// taken out of it.
  func offset(of place: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle].here <= place { low = middle } else { high = middle }
    }
    guard low < starts.count else { return 0 }
    guard starts[low].isExact else { return starts[low].file }
    return starts[low].file + max(place - starts[low].here, 0)
  }
}

/// One line without frame and line end.
struct PlanLine {
  var bytes: ArraySlice<UInt8>
  /// The byte of the file at which `bytes` begins.
  var offset: Int
  /// Each byte stands in the file as it does here.
  var isExact = true
}

extension PlanLine {
  static let space = UInt8(ascii: " ")

  /// Spaces before the first other byte; a tab counts as eight.
  var indentation: Int {
    var columns = 0
    for byte in bytes {
      if byte == Self.space {
        columns += 1
      } else if byte == 0x09 {
        columns += 8
      } else {
        return columns
      }
    }
    return columns
  }

  /// Without white space at both ends.
  var trimmed: ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first, first <= Self.space { rest.removeFirst() }
    while let last = rest.last, last <= Self.space { rest.removeLast() }
    return rest
  }

  var isBlank: Bool { bytes.allSatisfy { $0 <= Self.space } }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
