extension PostgreSQLConnection {
  /// A session with a server that somebody has, of a version that can be asked.
  convenience init(to address: PostgreSQLAddress) throws(ServerFailure) {
    try self.init(
      [
        // First, so that what follows stands whatever the address says.
        ("dbname", address.text), ("fallback_application_name", "dbmodel"),
        ("client_encoding", "UTF8"),
      ],
      secrets: address.secrets
    )
    guard versionNumber >= ScratchPlanner.oldestVersion else {
      throw ServerFailure(
        "PostgreSQL \(version) is older than 12, which is the oldest that can be asked"
      )
    }
  }
}
