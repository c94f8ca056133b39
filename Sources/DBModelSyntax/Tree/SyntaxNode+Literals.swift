import DBModelDiagnostics

extension SyntaxNode {
  /// The bytes of one token.
  func bytes(ofToken index: Int) -> ArraySlice<UInt8> {
    storage.file.bytes[storage.tokens.start(index)..<storage.tokens.end(index)]
  }

  func text(ofToken index: Int) -> String {
    String(decoding: bytes(ofToken: index), as: UTF8.self)
  }

  /// The value of a `number`; nil for every other kind.
  public var quantity: Quantity? {
    guard kind == .number else { return nil }
    var token = firstTokenIndex
    let negative = storage.tokens.kind(token) == .minus
    if negative { token += 1 }
    var unit: String?
    var perUnit: String?
    if token + 1 < endTokenIndex { unit = text(ofToken: token + 1) }
    if token + 3 < endTokenIndex { perUnit = text(ofToken: token + 3) }
    return Quantity(
      reading: bytes(ofToken: token),
      isNegative: negative,
      unit: unit,
      perUnit: perUnit
    )
  }

  /// The bounds of a `range`, nil where one is left open. The lower one takes over the unit of the
  /// upper one where it has none (`1..92 days`).
  public var rangeBounds: (lower: SyntaxNode?, upper: SyntaxNode?) {
    guard kind == .range, let first = children.first else { return (nil, nil) }
    if first.firstTokenIndex > firstTokenIndex { return (nil, first) }
    return (first, children.dropFirst().first { _ in true })
  }

  /// The bounds of a range of numbers; the lower one has the unit of the upper one where it names
  /// none (`1..92 days`).
  public var rangeQuantities: (lower: Quantity?, upper: Quantity?) {
    let bounds = rangeBounds
    let lower = bounds.lower?.quantity
    let upper = bounds.upper?.quantity
    guard let lower, let upper, lower.isPlain else { return (lower, upper) }
    return (lower.withUnit(of: upper), upper)
  }

  /// The names of a `path`, `call`, `parameter` (without `$`), `caseReference` or `label`.
  public var pathSegments: [String] {
    switch kind {
    case .call: return children.first?.pathSegments ?? []
    case .path, .parameter, .caseReference, .label:
      let range = firstTokenIndex..<endTokenIndex
      var segments: [String] = []
      segments.reserveCapacity((range.count + 1) / 2)
      for token in range {
        let kind = storage.tokens.kind(token)
        if kind == .word || kind.isReserved {
          segments.append(text(ofToken: token))
        } else if kind == .parameter {
          segments.append(String(decoding: bytes(ofToken: token).dropFirst(), as: UTF8.self))
        }
      }
      return segments
    default: return []
    }
  }

  /// The one name of a `label`, a `caseReference`, or a `path` without dots.
  public var name: String? { nameToken.map(text(ofToken:)) }

  /// Whether that name is the text; makes no string of it.
  public func isNamed(_ text: String) -> Bool {
    guard let nameToken else { return false }
    let bytes = bytes(ofToken: nameToken)
    return text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
  }

  private var nameToken: Int? {
    let first = firstTokenIndex
    switch kind {
    case .path, .label:
      // A path with dots has three tokens at least; a label has a name and a colon.
      return endTokenIndex - first <= 2 && endTokenIndex > first ? first : nil
    case .caseReference: return endTokenIndex > first + 1 ? first + 1 : nil
    default: return nil
    }
  }

  /// The text of a `string` with its escapes resolved, or of a `rawString` as it stands.
  public var stringValue: String? {
    switch kind {
    case .string: return SyntaxNode.unescaped(bytes(ofToken: firstTokenIndex))
    case .rawString:
      var content = bytes(ofToken: firstTokenIndex).dropFirst(3)
      let quote = UInt8(ascii: "\"")
      if content.count >= 3, content.suffix(3).allSatisfy({ $0 == quote }) {
        content = content.dropLast(3)
      }
      return String(decoding: content, as: UTF8.self)
    default: return nil
    }
  }

  /// The day a `date` names; nil where there is no such day.
  public var dateLiteral: DateLiteral? {
    kind == .date ? SyntaxNode.dateValue(bytes(ofToken: firstTokenIndex)) : nil
  }

  /// The time a `time` names; nil where there is no such time.
  public var timeLiteral: TimeLiteral? {
    kind == .time ? SyntaxNode.timeValue(bytes(ofToken: firstTokenIndex)) : nil
  }

  /// The text after `///` in the lines directly above, joined by line ends; nil where there is
  /// none. A blank line or an ordinary comment between ends it.
  public var documentation: String? {
    let first = firstTokenIndex
    guard storage.tokens.flags(first).contains(.documentation), endTokenIndex > first else {
      return nil
    }
    let trivia = storage.file.bytes[storage.tokens.triviaStart(first)..<storage.tokens.start(first)]
    var lines = trivia.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What stands behind the token before, on its line, speaks of that line.
    if first > 0 { lines.removeFirst() }
    var found: [String] = []
    for line in lines.dropLast().reversed() {
      let text = line.drop { $0.isBlank }
      guard text.starts(with: "///".utf8), text.dropFirst(3).first != UInt8(ascii: "/") else {
        break
      }
      var content = text.dropFirst(3)
      if content.first == UInt8(ascii: " ") { content.removeFirst() }
      while let last = content.last, last.isBlank { content.removeLast() }
      found.append(String(decoding: content, as: UTF8.self))
    }
    return found.isEmpty ? nil : found.reversed().joined(separator: "\n")
  }
}
