import DBModelJSON
package import DBModelStatistics

/// The text of a profile: JSON that a person can read and a program can check.
package enum ProfileFile {
  /// The version that is written and the only one that is read.
  package static let version = 1
  /// The largest profile that is read: 1 MB. The largest that is written has a tenth of it.
  package static let maximumBytes = 1 << 20

  /// Why a text is no profile, and where.
  package struct Failure: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int
    /// One sentence in plain words, lower case, no full stop.
    package let reason: String
  }

  // MARK: Writing

  /// - Precondition: The profile has no `inconsistency`.
  package static func text(of profile: MeasuredProfile) -> String {
    var lines = [
      "\"dbmodelProfile\": \(version)",
      "\"requests\": \(profile.requests)",
      "\"keys\": \(profile.keys)",
    ]
    if !profile.isExact {
      lines.append("\"keysWithin\": [\(profile.keysLow), \(profile.keysHigh)]")
    }
    lines.append("\"counting\": \"\(profile.isExact ? "exact" : "sketch")\"")
    lines.append("\"error\": \(profile.error)")
    if let partial = profile.partial {
      lines.append("\"partial\": \(JSONWriter.text(of: .string(partial), indentation: 0))")
    }
    lines.append("\"top\": \(list(profile.top.map(String.init), perLine: 12))")
    let groups = profile.rest.map { "[\($0.keys), \($0.requests)]" }
    lines.append("\"rest\": \(list(groups, perLine: 6))")
    return "{\n" + lines.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func list(_ items: [String], perLine: Int) -> String {
    if items.isEmpty { return "[]" }
    let lines = stride(from: 0, to: items.count, by: perLine).map { start in
      "    " + items[start..<min(start + perLine, items.count)].joined(separator: ", ")
    }
    return "[\n\(lines.joined(separator: ",\n"))\n  ]"
  }

  // MARK: Reading

  /// Reads a profile strictly: every member must be known, of its type and within its limits.
  ///
  /// - Throws: `Failure` at the first thing that does not belong.
  package static func read(_ bytes: [UInt8]) throws(Failure) -> MeasuredProfile {
    if bytes.count > maximumBytes {
      throw Failure(line: 1, column: 1, reason: "it has more than \(maximumBytes) bytes")
    }
    let limit = 2 * (MeasuredProfile.mostTop + 3 * MeasuredProfile.mostGroups)
    let value: JSONValue
    let places: [Range<Int>]
    do throws(JSONError) {
      (value, places) = try JSONReader.read(bytes, from: 0, limit: limit)
    } catch {
      throw Failure(at: error.offset, in: bytes, error.reason)
    }
    return try ProfileMembers(value, places, bytes).profile()
  }
}

extension ProfileFile.Failure {
  /// - Parameter offset: In bytes.
  init(at offset: Int, in bytes: [UInt8], _ reason: String) {
    let before = bytes[..<min(max(0, offset), bytes.count)]
    line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    column = before.count - start + 1
    self.reason = reason
  }
}
