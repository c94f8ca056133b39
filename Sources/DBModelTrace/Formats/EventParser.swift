import DBModelJSON

/// Data events of DynamoDB in CloudTrail files. An event names one key or several:
/// `requestParameters.key` of GetItem, PutItem, UpdateItem and DeleteItem, and the keys inside
/// `requestItems` and `transactItems` of batches and transactions. What a Query or a Scan asks for
/// is not in the event.
///
/// The events are those of the Amazon DynamoDB Developer Guide, "Understanding DynamoDB log file
/// entries". Where a key stands in them was not held against a real trail: so an object named `key`
/// is taken wherever it stands in the parameters, and the report counts the events that gave none.
struct EventParser: RecordParser {
  /// Only keys of this table; `nil`: of all.
  let table: String?
  /// Which attribute of the key is counted; `nil`: all of them together.
  let attribute: String?

  var cut: RecordCut { .events }

  func parse(_ block: KeyBlock<UInt64>) {
    var scanner = EventScanner(depth: block.log.depth)
    scanner.scan(block.log.bytes, block.log.count) { lower, upper in
      parse(block, lower..<upper)
    }
  }

  private func parse(_ block: KeyBlock<UInt64>, _ event: Range<Int>) {
    let bytes = block.log.bytes
    let offset = block.log.offset + event.lowerBound
    var (source, name, parameters) = (false, Range(uncheckedBounds: (0, 0)), Range<Int>?.none)
    var cursor = JSONCursor(bytes, event)
    let walk = cursor.members { member, value in
      switch value {
      case .string(let range, _):
        if JSONCursor.equal(bytes, member, Self.eventSource) {
          source = JSONCursor.equal(bytes, range, Self.service)
        } else if JSONCursor.equal(bytes, member, Self.eventName) {
          name = range
        }
      case .composite(let range):
        if JSONCursor.equal(bytes, member, Self.requestParameters) { parameters = range }
      default: break
      }
      return true
    }
    if walk == .malformed { return block.tally.leaveOut(\.malformed, at: offset) }
    let title = source ? Self.text(bytes, name) : "(another service)"
    let keys = source ? parameters.map { self.keys(bytes, $0) } ?? [] : []
    for key in keys { block.add(text: key) }
    block.tally.keys += keys.count
    block.tally.count(title, .init(keys: keys.count, leftOut: keys.isEmpty ? 1 : 0))
  }

  private static let eventSource = Array("eventSource".utf8)
  private static let eventName = Array("eventName".utf8)
  private static let requestParameters = Array("requestParameters".utf8)
  private static let service = Array("dynamodb.amazonaws.com".utf8)

  /// A name for the report: of a hostile log, no more than is readable.
  private static func text(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
    if range.count > 64 { return RecordTally.otherEvents }
    let isPlain = range.allSatisfy { (0x30...0x7a).contains(bytes[$0]) }
    if range.isEmpty || !isPlain { return RecordTally.otherEvents }
    let characters = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    return String(decoding: characters, as: UTF8.self)
  }

  // MARK: Keys

  private func keys(_ bytes: UnsafePointer<UInt8>, _ parameters: Range<Int>) -> [[UInt8]] {
    let first = bytes + parameters.lowerBound
    let text = Array(UnsafeBufferPointer(start: first, count: parameters.count))
    do throws(JSONError) {
      var keys: [[UInt8]] = []
      collect(try JSONReader.read(text), table: nil, into: &keys)
      return keys
    } catch {
      return []
    }
  }

  /// Keys in the order they stand. Nesting is bounded by that of the reader.
  private func collect(_ value: JSONValue, table: String?, into keys: inout [[UInt8]]) {
    switch value {
    case .array(let items):
      for item in items { collect(item, table: table, into: &keys) }
    case .object(let members):
      let table = value["tableName"]?.stringValue ?? table
      for member in members {
        switch (member.key, member.value) {
        case ("key", .object): take(member.value, table, into: &keys)
        case ("keys", .array(let items)):
          for item in items { take(item, table, into: &keys) }
        case ("requestItems", .object(let tables)):
          for other in tables { collect(other.value, table: other.key, into: &keys) }
        default: collect(member.value, table: table, into: &keys)
        }
      }
    default: break
    }
  }

  private func take(_ key: JSONValue, _ table: String?, into keys: inout [[UInt8]]) {
    if let wanted = self.table, table.map(Self.tableName) != wanted { return }
    guard let members = key.members, !members.isEmpty else { return }
    guard let attribute else {
      keys.append(Array(JSONWriter.text(of: key, indentation: 0, sortsKeys: true).utf8))
      return
    }
    guard let value = key[attribute] else { return }
    switch value {
    case .string(let text), .number(let text): keys.append(Array(text.utf8))
    case .null: break
    // A value with its type, as the API writes it: {"S": "…"}.
    default: keys.append(Array(JSONWriter.text(of: value, indentation: 0, sortsKeys: true).utf8))
    }
  }

  /// The name in an ARN, `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME`, or the name itself.
  private static func tableName(_ name: String) -> String {
    guard name.hasPrefix("arn:") else { return name }
    return name.split(separator: "/").dropFirst().first.map(String.init) ?? name
  }
}
