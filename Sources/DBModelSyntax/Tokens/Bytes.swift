/// Classes of bytes, as the language reads them.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isWordStart: Bool { isLetter || self == 0x5F }
  var isWordByte: Bool { isLetter || isDigit || self == 0x5F }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// Space, tab, carriage return, form feed, vertical tab; not the line feed.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0B || self == 0x0C }
}

/// Words that form one quantity with the number before them.
public enum UnitWord {
  /// Every unit, in the order documentation lists them.
  public static let all = [
    "B", "KB", "MB", "GB", "TB",
    "ns", "us", "ms", "s", "sec", "min", "h", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "year", "years",
    "USD", "ACU", "RCU", "WCU",
  ]

  /// The unit that a word of other languages surely means: `GiB` is `GB` here, `y` is `years`.
  ///
  /// - Parameter isOne: Whether one of them is counted: `1 day`, `7 days`.
  public static func meant(by word: String, isOne: Bool) -> String? {
    func counted(_ unit: String) -> String { isOne ? unit : unit + "s" }
    return switch word {
    case "b", "byte", "bytes": "B"
    case "kb", "Kb", "kB", "KiB", "kib": "KB"
    case "mb", "Mb", "MiB", "mib": "MB"
    case "gb", "Gb", "GiB", "gib": "GB"
    case "tb", "Tb", "TiB", "tib": "TB"
    case "micros": "us"
    case "msec", "millis", "millisecond", "milliseconds", "MS": "ms"
    case "secs", "second", "seconds": "s"
    case "mins", "minute", "minutes": "min"
    case "hr", "hrs", "H": "h"
    case "d": counted("day")
    case "w", "wk", "wks": counted("week")
    case "mo", "mon": counted("month")
    case "y", "yr", "yrs": counted("year")
    default: nil
    }
  }

  private static let packed = all.map { pack($0.utf8) }

  /// Whether the bytes are exactly one of the units.
  static func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 6 else { return false }
    let word = pack(bytes)
    return packed.contains(word)
  }

  /// At most eight bytes as one number; units are far shorter.
  private static func pack(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
