import DBModelJSON

/// A range of a document as editors name it; the end is not part of it.
struct LineRange: Hashable, Sendable {
  var start: LinePosition
  var end: LinePosition

  init(_ start: LinePosition, _ end: LinePosition) {
    self.start = start
    self.end = end
  }

  /// - Throws: `invalidParams` where it is no range.
  init(_ value: JSONValue) throws(RPCError) {
    let start = try LinePosition(value.required("start"))
    let end = try LinePosition(value.required("end"))
    self.init(min(start, end), max(start, end))
  }

  var value: JSONValue { ["start": start.value, "end": end.value] }
}

extension LinePosition {
  /// - Throws: `invalidParams` where it is no position.
  init(_ value: JSONValue) throws(RPCError) {
    let line = try value.requiredInt("line")
    let character = try value.requiredInt("character")
    guard line >= 0, character >= 0 else {
      throw RPCError(.invalidParams, "a position is negative")
    }
    self.init(line, character)
  }

  var value: JSONValue { ["line": .int(line), "character": .int(character)] }
}
