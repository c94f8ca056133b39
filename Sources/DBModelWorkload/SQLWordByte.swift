extension UInt8 {
  /// Whether a name or keyword of SQL may hold the byte, a dollar sign aside: an ASCII letter, a
  /// digit, an underscore, or a part of any character beyond ASCII.
  package var isOfSQLWord: Bool {
    (self | 0x20) &- 0x61 < 26 || isDecimalDigit || self == UInt8(ascii: "_") || self >= 0x80
  }

  package var isDecimalDigit: Bool { self &- 0x30 < 10 }
}
