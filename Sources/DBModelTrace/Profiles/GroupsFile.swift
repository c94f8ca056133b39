package import DBModelStatistics

/// What the queries of `--emit` answer: numbers of keys and their requests, as CSV. A row is one of
/// `top` (keys that a profile tells one by one, asked for equally often) or a group of the `rest`.
package enum GroupsFile {
  static let header = "part,keys,requests"
  /// More than any answer has.
  static let maximumBytes = 1 << 20

  /// Reads an answer.
  ///
  /// - Throws: `LogFailure` with the line at the first row that does not belong.
  package static func read(_ bytes: [UInt8]) throws(LogFailure) -> MeasuredProfile {
    var (top, rest): ([Int], [MeasuredProfile.Group]) = ([], [])
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() where index > 0 && !line.isEmpty {
      let fields = line.replacing("\"", with: "").split(
        separator: ",",
        omittingEmptySubsequences: false
      )
      guard fields.count == 3, let keys = number(fields[1]), let requests = number(fields[2]),
        keys >= 1, requests >= keys
      else {
        throw failure(index, "it is not `top` or `rest`, a number of keys and one of requests")
      }
      switch fields[0] {
      case "top" where requests % keys == 0 && top.count + keys <= MeasuredProfile.mostTop:
        top += [Int](repeating: requests / keys, count: keys)
      case "rest": rest.append(MeasuredProfile.Group(keys: keys, requests: requests))
      default: throw failure(index, "it is no row of `top` or `rest` that a query answers")
      }
    }
    top.sort(by: >)
    rest.sort { ($1.each, $0.keys) < ($0.each, $1.keys) }
    let groups = top.map { MeasuredProfile.Group(keys: 1, requests: $0) } + rest
    let keys = groups.reduce(0) { min(MeasuredProfile.largest + 1, $0 + $1.keys) }
    let profile = MeasuredProfile(
      requests: groups.reduce(0) { min(MeasuredProfile.largest + 1, $0 + $1.requests) },
      keys: keys,
      keysLow: keys,
      keysHigh: keys,
      error: 0,
      partial: nil,
      top: top,
      rest: rest
    )
    if let reason = profile.inconsistency {
      throw LogFailure("it is no whole answer: \(reason)", help: "run the query again")
    }
    return profile
  }

  private static func number(_ text: Substring) -> Int? {
    guard let number = Int(text), number >= 0, number <= MeasuredProfile.largest else { return nil }
    return number
  }

  private static func failure(_ index: Int, _ reason: String) -> LogFailure {
    LogFailure("line \(index + 1): \(reason)", help: "save the whole answer as CSV with its header")
  }
}
