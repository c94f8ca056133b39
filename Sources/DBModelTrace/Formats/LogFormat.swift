/// What a log is made of.
package enum LogFormat: String, CaseIterable, Sendable {
  /// One key on each line.
  case keys
  /// Separated values, of which one is the key (RFC 4180; `,`, `;` or a tabulator).
  case csv
  /// One JSON object on each line, in which one value is the key.
  case json
  /// Files of CloudTrail: `{"Records":[…]}`; data events of DynamoDB name the keys.
  case cloudtrail
  /// Numbers of 32 bits, the highest byte first.
  case u32
  /// Numbers of keys and their requests, as the queries of `--emit` answer them.
  case groups
  /// What `--part` wrote.
  case part

  /// For people.
  package var title: String {
    switch self {
    case .keys: "plain keys, one a line"
    case .csv: "CSV"
    case .json: "JSON lines"
    case .cloudtrail: "CloudTrail events"
    case .u32: "big-endian 32-bit numbers"
    case .groups: "groups of a query"
    case .part: "a part"
    }
  }
}
