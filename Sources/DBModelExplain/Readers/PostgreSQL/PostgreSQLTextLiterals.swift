/// Finds literals and names in quotes that hold line ends: what stands in them is no plan.
struct PostgreSQLTextLiterals {
  /// Quotes without an end so far: looking for one reads all that follows.
  private var unfinished = 0

  /// The line behind the one that ends what is open at a line's end; `nil` where nothing is, or
  /// where it has no end before a frame ends, as in a plan that is cut off.
  mutating func end(of place: Int, in lines: ArraySlice<PlanLine>) -> Int? {
    guard unfinished < 2, lines[place].bytes.contains(where: Self.isQuote) else { return nil }
    var extent = Extent()
    let text = String(decoding: lines[place].trimmed.prefix(256), as: UTF8.self)
    // A step's head has names alone.
    extent.takesLiterals =
      !PostgreSQLTextLine.isArrow(lines[place]) && PostgreSQLTextLine.key(text[...]) != nil
    guard extent.takesLiterals || PostgreSQLTextLine.isArrow(lines[place]) || isName(text) else {
      return nil
    }
    extent.take(lines[place].bytes)
    guard let open = extent.quote else { return nil }
    // Pastes may keep the quote that a tool put behind each line, and not the one before it.
    if open == UInt8(ascii: "\""), lines[place].trimmed.last == open { return nil }
    for next in (place + 1)..<max(lines.endIndex, place + 1) {
      if PlanFrame.isHeading(lines[next]) || PlanFrame.isFooter(lines[next]) { break }
      extent.take(lines[next].bytes)
      if extent.quote == nil, extent.depth <= 0 { return next + 1 }
    }
    unfinished += 1
    return nil
  }

  /// `Seq Scan on "…`.
  private func isName(_ text: String) -> Bool {
    PlanText.firstRange(of: " on \"", in: text[...]) != nil
      || PlanText.firstRange(of: " using \"", in: text[...]) != nil
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  /// A quote within a literal is doubled, which closes and opens it again.
  private struct Extent {
    var quote: UInt8?
    var depth = 0
    var takesLiterals = true

    mutating func take(_ line: ArraySlice<UInt8>) {
      for byte in line {
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") && takesLiterals {
          quote = byte
        } else if byte == UInt8(ascii: "(") {
          depth += 1
        } else if byte == UInt8(ascii: ")") {
          depth -= 1
        }
      }
    }
  }
}
