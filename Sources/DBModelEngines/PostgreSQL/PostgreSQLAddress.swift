/// Where a PostgreSQL server is reached: `postgresql://user@host:5432/database`, as libpq reads it
/// (PostgreSQL documentation, 34.1.1.2 "Connection URIs", checked 2026-11-29).
public struct PostgreSQLAddress: Sendable {
  /// The whole address. It may hold a password, so that it is never shown.
  let text: String
  /// Passwords in it, as written and as meant.
  let secrets: [String]
  /// Host and database, for reports.
  public let shown: String

  /// `nil` where a text does not begin as such an address does.
  public init?(_ text: String) {
    let schemes = ["postgresql://", "postgres://"]
    guard let scheme = schemes.first(where: text.hasPrefix), !text.utf8.contains(0) else {
      return nil
    }
    self.text = text
    let rest = text.dropFirst(scheme.count)
    let query = rest.firstIndex(of: "?")
    var place = rest[..<(query ?? rest.endIndex)]
    var secrets: [String] = []
    // The last one: a password may hold the character itself, although it should not.
    if let at = place.lastIndex(of: "@") {
      let user = place[..<at]
      if let colon = user.firstIndex(of: ":") {
        secrets.append(String(user[user.index(after: colon)...]))
      }
      place = place[place.index(after: at)...]
    }
    if let query {
      for setting in rest[query...].dropFirst().split(separator: "&") {
        let parts = setting.split(separator: "=", maxSplits: 1)
        if parts.count == 2, ["password", "sslpassword"].contains(parts[0]) {
          secrets.append(String(parts[1]))
        }
      }
    }
    self.secrets = secrets + secrets.map(Self.decoded)
    shown = place.isEmpty ? "the default server" : String(place)
  }

  /// With `%40` and the like as what they stand for.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self),
          radix: 16
        )
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
