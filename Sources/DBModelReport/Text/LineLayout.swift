import DBModelDiagnostics

/// One source line as a terminal shows it, and where each of its bytes comes to stand.
///
/// Tabs are expanded, wide characters take two cells, what could steer the terminal is spelled out,
/// and of a long line only the part around the focus is kept.
struct LineLayout {
  /// Cells between tab stops.
  static let tabWidth = 4

  /// What to print; never wider than `maxCells` plus two marks of omission.
  let text: String
  /// Per cluster: its first byte in the line, and its first cell in `text`; ends with the end.
  private let stops: [(byte: Int, cell: Int)]

  /// - Parameters:
  ///   - bytes: the line without its end.
  ///   - focus: the bytes that must stay visible, at least their start.
  init(bytes: ArraySlice<UInt8>, focus: Range<Int>, maxCells: Int) {
    let window = Self.window(of: bytes, focus: focus.lowerBound, size: maxCells * 4)
    let clusters = Self.clusters(bytes[window], offset: window.lowerBound - bytes.startIndex)
    let lead = Self.firstShown(clusters, focus: focus, maxCells: maxCells)
    var text = ""
    var stops: [(byte: Int, cell: Int)] = []
    var cell = 0
    if lead > 0 || window.lowerBound > bytes.startIndex {
      text = "…"
      cell = 1
    }
    var end = lead
    while end < clusters.count, cell + clusters[end].width <= maxCells {
      stops.append((clusters[end].byte, cell))
      text += clusters[end].text
      cell += clusters[end].width
      end += 1
    }
    let endByte =
      end < clusters.count ? clusters[end].byte : window.upperBound - bytes.startIndex
    stops.append((endByte, cell))
    if end < clusters.count || window.upperBound < bytes.endIndex { text += "…" }
    self.text = text
    self.stops = stops
  }

  /// The cells a byte range covers, at least one; clamped to what is shown.
  func cells(_ range: Range<Int>) -> Range<Int> {
    let lower = cell(at: range.lowerBound, roundingUp: false)
    let upper = cell(at: range.upperBound, roundingUp: true)
    return lower..<max(upper, lower + 1)
  }

  private func cell(at byte: Int, roundingUp: Bool) -> Int {
    var low = 0
    var high = stops.count
    while low < high {
      let middle = (low + high) / 2
      if stops[middle].byte < byte { low = middle + 1 } else { high = middle }
    }
    if low == stops.count { return stops[stops.count - 1].cell }
    if stops[low].byte == byte || roundingUp || low == 0 { return stops[low].cell }
    return stops[low - 1].cell
  }

  private struct Cluster {
    let byte: Int
    let text: String
    let width: Int
  }

  /// At most `size` bytes with the focus in their first third, so that a line of megabytes costs
  /// no more than any other; starts and ends between scalars.
  private static func window(of bytes: ArraySlice<UInt8>, focus: Int, size: Int) -> Range<Int> {
    guard bytes.count > size else { return bytes.startIndex..<bytes.endIndex }
    func atScalar(_ index: Int) -> Int {
      var index = index
      var steps = 0
      while index < bytes.endIndex, bytes[index] & 0xC0 == 0x80, steps < 3 {
        index += 1
        steps += 1
      }
      return index
    }
    let wanted = bytes.startIndex + max(0, min(focus, bytes.count) - size / 3)
    let start = min(wanted, bytes.endIndex - size)
    return atScalar(start)..<atScalar(min(start + size, bytes.endIndex))
  }

  private static func firstShown(
    _ clusters: [Cluster],
    focus: Range<Int>,
    maxCells: Int
  ) -> Int {
    var before = 0
    var throughFocus = 0
    var focusIndex = 0
    for (index, cluster) in clusters.enumerated() where cluster.byte < focus.upperBound {
      throughFocus += cluster.width
      if cluster.byte < focus.lowerBound {
        before += cluster.width
        focusIndex = index + 1
      }
    }
    if throughFocus <= maxCells { return 0 }
    var first = 0
    let kept = min(maxCells / 3, max(0, maxCells - (throughFocus - before)))
    while first < focusIndex, before > max(kept, 8) {
      before -= clusters[first].width
      first += 1
    }
    return first
  }

  /// Decodes by hand so that every byte keeps its place, even one that is not UTF-8.
  private static func clusters(_ bytes: ArraySlice<UInt8>, offset: Int) -> [Cluster] {
    var result: [Cluster] = []
    var cell = 0
    var byte = offset
    func add(_ text: String, width: Int, length: Int) {
      result.append(Cluster(byte: byte, text: text, width: width))
      cell += width
      byte += length
    }
    func addValid(_ run: ArraySlice<UInt8>) {
      for character in String(decoding: run, as: UTF8.self) {
        if character == "\t" {
          let width = tabWidth - cell % tabWidth
          add(String(repeating: " ", count: width), width: width, length: 1)
        } else if character.unicodeScalars.contains(where: VisibleText.isUnsafe) {
          for scalar in character.unicodeScalars {
            let isUnsafe = VisibleText.isUnsafe(scalar)
            let text = isUnsafe ? VisibleText.escape(scalar) : String(scalar)
            add(text, width: CellWidth.of(text), length: UTF8.width(scalar))
          }
        } else if result.isEmpty, let first = character.unicodeScalars.first,
          VisibleText.isCombining(first)
        {
          // Without a base of its own it would be drawn onto the gutter.
          add("◌" + String(character), width: 1, length: character.utf8.count)
        } else {
          let length = character.utf8.count
          add(String(character), width: CellWidth.of(character), length: length)
        }
      }
    }
    var runStart = bytes.startIndex
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let length = scalarLength(bytes[index...])
      if length == 0 {
        addValid(bytes[runStart..<index])
        let digits = String(bytes[index], radix: 16, uppercase: true)
        add("\\x\(digits)", width: 2 + digits.count, length: 1)
        index += 1
        runStart = index
      } else {
        index += length
      }
    }
    addValid(bytes[runStart..<bytes.endIndex])
    return result
  }

  /// The length of the scalar at the front; 0 where it is not UTF-8 (Unicode 16, table 3-7).
  private static func scalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first < 0x80 { return 1 }
    let length: Int
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    let rest = bytes.dropFirst().prefix(length - 1)
    guard rest.count == length - 1, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return 0 }
    guard let second = rest.first else { return 0 }
    switch (first, second) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
    default: return length
    }
  }
}
