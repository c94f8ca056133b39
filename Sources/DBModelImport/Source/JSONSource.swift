import DBModelDiagnostics
import DBModelJSON

/// Reads a JSON file with the place of each value.
struct JSONSource {
  private let file: SourceFile
  private let places: [Range<Int>]
  private var next = 0

  /// - Parameter start: The first byte of the text.
  static func read(_ file: SourceFile, from start: Int) throws(ImportFailure) -> SourceNode {
    let value: JSONValue
    let places: [Range<Int>]
    do throws(JSONError) {
      (value, places) = try JSONReader.read(file.bytes, from: start, limit: ImportLimits.values)
    } catch {
      let offset = min(error.offset, file.bytes.count)
      throw .unreadable(
        "this is no JSON: \(error.reason)",
        at: SourceSpan(file: file.id, lower: offset, upper: min(offset + 1, file.bytes.count)),
        help: "check that the file is whole, and export it again where it is not"
      )
    }
    var source = JSONSource(file: file, places: places)
    return source.node(value)
  }

  private init(file: SourceFile, places: [Range<Int>]) {
    self.file = file
    self.places = places
  }

  private mutating func place() -> SourceSpan {
    precondition(next < places.count, "every value and name has a place")
    defer { next += 1 }
    return SourceSpan(file: file.id, lower: places[next].lowerBound, upper: places[next].upperBound)
  }

  private mutating func node(_ value: JSONValue) -> SourceNode {
    let span = place()
    switch value {
    case .null: return SourceNode(.null, span)
    case .bool(let flag): return SourceNode(.bool(flag), span)
    case .number(let text): return SourceNode(.number(text), span)
    case .string(let text): return SourceNode(.string(text), span)
    case .array(let items):
      var nodes: [SourceNode] = []
      nodes.reserveCapacity(items.count)
      for item in items { nodes.append(node(item)) }
      return SourceNode(.array(nodes), span)
    case .object(let members):
      var nodes: [SourceNode.Member] = []
      nodes.reserveCapacity(members.count)
      for member in members {
        let keySpan = place()
        nodes.append(
          SourceNode.Member(key: member.key, keySpan: keySpan, value: node(member.value))
        )
      }
      return SourceNode(.object(nodes), span)
    }
  }
}
