extension Quantity {
  /// Reads the bytes of a number token; a malformed one gives what could be read of it.
  init(reading bytes: ArraySlice<UInt8>, isNegative: Bool, unit: String?, perUnit: String?) {
    var mantissa: Int64 = 0
    var exponent = 0
    var isAbsurd = false
    var inFraction = false
    var rest = bytes
    while let byte = rest.first {
      if byte.isDigit {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        if overflow || carry || isAbsurd {
          isAbsurd = true
          mantissa = .max
        } else {
          mantissa = sum
        }
        if inFraction { exponent -= 1 }
      } else if byte == UInt8(ascii: "."), !inFraction {
        inFraction = true
      } else if byte != UInt8(ascii: "_") {
        break
      }
      rest.removeFirst()
    }
    var isPercent = false
    var isTimes = false
    var per = perUnit
    // A malformed suffix was reported: what it was meant to be is not guessed at.
    let suffixes = rest.prefix { $0.isWordByte }.count
    while let byte = rest.popFirst() {
      switch byte {
      case _ where suffixes > 1:
        isAbsurd = true
        rest = []
      case UInt8(ascii: "K"): exponent += 3
      case UInt8(ascii: "M"): exponent += 6
      case UInt8(ascii: "G"): exponent += 9
      case UInt8(ascii: "T"): exponent += 12
      case UInt8(ascii: "x"): isTimes = true
      case UInt8(ascii: "%"): isPercent = true
      case UInt8(ascii: "/"):
        per = String(decoding: rest, as: UTF8.self)
        rest = []
      default:
        isAbsurd = true
        rest = []
      }
    }
    self.init(
      mantissa: isNegative ? -mantissa : mantissa,
      exponent10: isAbsurd ? 0 : exponent,
      isPercent: isPercent,
      isTimes: isTimes,
      perUnit: per,
      unit: unit,
      isAbsurd: isAbsurd
    )
  }
}

extension SyntaxNode {
  /// `2027-06-30`, where there is such a day.
  static func dateValue(_ bytes: ArraySlice<UInt8>) -> DateLiteral? {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = decimal(parts[0]),
      let month = decimal(parts[1]), let day = decimal(parts[2])
    else { return nil }
    guard (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    return DateLiteral(year: year, month: month, day: day)
  }

  /// `02:00` or `02:00:30`, where there is such a time.
  static func timeValue(_ bytes: ArraySlice<UInt8>) -> TimeLiteral? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ $0.count == 2 }) else {
      return nil
    }
    let values = parts.compactMap(decimal)
    guard values.count == parts.count, values[0] < 24, values.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return TimeLiteral(
      hour: values[0],
      minute: values[1],
      second: values.count == 3 ? values[2] : 0
    )
  }

  /// At most four digits.
  private static func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    guard bytes.count <= 4 else { return nil }
    for byte in bytes {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// `\u{…}`, one to six hexadecimal digits that name a character.
  static func unicodeEscape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.starts(with: "\\u{".utf8), bytes.last == UInt8(ascii: "}") else { return nil }
    let digits = bytes.dropFirst(3).dropLast()
    guard (1...6).contains(digits.count) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// The content of a string token. A bad escape was reported, and stands for itself.
  static func unescaped(_ token: ArraySlice<UInt8>) -> String {
    var rest = token.dropFirst()
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { break }
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        result.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result.append(next)
        rest.removeFirst()
      case UInt8(ascii: "n"):
        result.append(UInt8(ascii: "\n"))
        rest.removeFirst()
      case UInt8(ascii: "t"):
        result.append(UInt8(ascii: "\t"))
        rest.removeFirst()
      case UInt8(ascii: "u"):
        guard let end = rest.prefix(9).firstIndex(of: UInt8(ascii: "}")),
          let scalar = unicodeEscape([byte] + rest[...end])
        else {
          result.append(byte)
          continue
        }
        result.append(contentsOf: String(Character(scalar)).utf8)
        rest = rest[(end + 1)...]
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
