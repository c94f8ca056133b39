/// Tells whether the names of a statement lead into the database in which MySQL keeps what it is:
/// `mysql.proc`, `USE mysql`, `CREATE DATABASE IF NOT EXISTS mysql`. What stands in texts does not
/// count.
struct SystemNames {
  private(set) var areTouched = false
  private var isAfterSystem = false
  private var isAfterKind = false

  /// Words behind which the name of a database stands.
  private static let kinds: Set<String> = ["DATABASE", "SCHEMA", "EXISTS", "USE"]

  /// A name or a word, in upper case and without quotes.
  mutating func name(_ name: String) {
    let isSystem = name == "MYSQL"
    if isSystem, isAfterKind { areTouched = true }
    isAfterSystem = isSystem
    isAfterKind = Self.kinds.contains(name)
  }

  mutating func symbol(_ byte: UInt8) {
    if isAfterSystem, byte == UInt8(ascii: ".") { areTouched = true }
    other()
  }

  /// A text.
  mutating func other() {
    isAfterSystem = false
    isAfterKind = false
  }
}
