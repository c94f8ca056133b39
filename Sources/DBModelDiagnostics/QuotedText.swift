/// Texts and names in quotes, as every dialect of SQL has them.
public enum QuotedText {
  /// Where one ends: one past the closing quote, or at the end of the bytes where none closes it.
  public static func end(
    of quote: UInt8,
    in bytes: [UInt8],
    from start: Int,
    escapes: Bool = false
  ) -> Int {
    closed(quote, in: bytes, from: start, escapes: escapes) ?? bytes.count
  }

  /// One past the quote that closes it; `nil` where none does. A doubled quote goes on.
  ///
  /// - Parameters:
  ///   - start: Behind the opening quote.
  ///   - escapes: Whether a backslash takes its meaning from the next byte, as in texts of MySQL.
  public static func closed(
    _ quote: UInt8,
    in bytes: [UInt8],
    from start: Int,
    escapes: Bool
  ) -> Int? {
    var place = start
    while place < bytes.count {
      if escapes, bytes[place] == UInt8(ascii: "\\") {
        place += 1
      } else if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { return place + 1 }
        place += 1
      }
      place += 1
    }
    return nil
  }
}
