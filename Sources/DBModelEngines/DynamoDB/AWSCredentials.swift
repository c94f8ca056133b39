import Glibc

/// Who signs requests to a service of AWS.
public struct AWSCredentials: Sendable {
  public let accessKey: String
  public let secretKey: String
  public let sessionToken: String?
  /// Where they were found, for messages; never the secret.
  public let source: String

  public init(accessKey: String, secretKey: String, sessionToken: String?, source: String) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
    self.source = source
  }

  /// There are none where they are looked for.
  public struct Missing: Error, Sendable {
    /// Every place that was looked at, and what was not there.
    public let places: [String]
  }

  /// Where AWS's own tools look first: the environment, then the file of credentials.
  ///
  /// - Parameters:
  ///   - variable: A variable of the environment; empty ones count as missing.
  ///   - readFile: The text of a file; `nil` where it cannot be read.
  public static func find(
    variable: (String) -> String?,
    readFile: (String) -> String?
  ) throws(Missing) -> AWSCredentials {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let key = value("AWS_ACCESS_KEY_ID"), let secret = value("AWS_SECRET_ACCESS_KEY") {
      return AWSCredentials(
        accessKey: key,
        secretKey: secret,
        sessionToken: value("AWS_SESSION_TOKEN"),
        source: "the environment"
      )
    }
    let first = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set"
    let stated = value("AWS_SHARED_CREDENTIALS_FILE")
    guard let path = stated ?? value("HOME").map({ "\($0)/.aws/credentials" }) else {
      throw Missing(places: [first, "HOME is not set, so there is no .aws/credentials"])
    }
    guard let text = readFile(path) else {
      throw Missing(places: [first, "\(path) cannot be read"])
    }
    let profile = value("AWS_PROFILE") ?? "default"
    guard let found = profileValues(profile, in: text) else {
      throw Missing(places: [first, "\(path) has no profile [\(profile)]"])
    }
    guard let key = found["aws_access_key_id"], let secret = found["aws_secret_access_key"] else {
      throw Missing(
        places: [
          first,
          "profile [\(profile)] of \(path) has not both aws_access_key_id and aws_secret_access_key",
        ]
      )
    }
    return AWSCredentials(
      accessKey: key,
      secretKey: secret,
      sessionToken: found["aws_session_token"],
      source: "profile [\(profile)] of \(path)"
    )
  }

  /// The settings below `[profile]`; `nil` where there is no such line.
  private static func profileValues(_ profile: String, in text: String) -> [String: String]? {
    var found: [String: String]?
    var isInside = false
    for line in text.split(whereSeparator: \.isNewline) {
      let plain = trimmed(line)
      if plain.hasPrefix("#") || plain.hasPrefix(";") { continue }
      if plain.hasPrefix("["), plain.hasSuffix("]") {
        isInside = trimmed(plain.dropFirst().dropLast()) == profile
        if isInside, found == nil { found = [:] }
      } else if isInside, let equals = plain.firstIndex(of: "=") {
        let name = trimmed(plain[..<equals]).lowercased()
        found?[name] = trimmed(plain[plain.index(after: equals)...])
      }
    }
    return found
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
