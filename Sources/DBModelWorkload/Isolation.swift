/// What a transaction is protected from while others run.
public enum Isolation: String, Hashable, Sendable, CaseIterable {
  case readCommitted = "read-committed"
  case repeatableRead = "repeatable-read"
  case snapshot
  case serializable
}
