/// Finds the events in the text of CloudTrail files, `{"Records":[…]}` one after another: each object
/// that begins where one bracket and one brace are open.
///
/// It looks at nothing but strings and brackets; what is between is the parser's.
struct EventScanner {
  static let depthOfEvents = 2
  private(set) var depth: Int
  private(set) var isInString = false
  private var isEscaped = false
  private var start = 0

  /// - Parameter depth: How many brackets are open: 0, or 2 between two events.
  init(depth: Int) { self.depth = depth }

  /// Hands over where each whole event begins and ends.
  mutating func scan(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ event: (_ lower: Int, _ upper: Int) -> Void
  ) {
    var place = 0
    while place < count {
      let byte = bytes[place]
      place &+= 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == Self.depthOfEvents { start = place - 1 }
        depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth = max(0, depth &- 1)
        if depth == Self.depthOfEvents, byte == UInt8(ascii: "}") { event(start, place) }
      default: break
      }
    }
  }
}
