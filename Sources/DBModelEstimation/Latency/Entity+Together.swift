import DBModelWorkload

extension Entity {
  /// Whether rows that share some fields stand together in a table: those are where its key begins,
  /// and it goes on. InnoDB keeps rows in that order; elsewhere rows of one parent are taken to be
  /// made with it.
  func standsTogether(by fields: [FieldID]) -> Bool {
    !fields.isEmpty && key.count > fields.count && Set(key.prefix(fields.count)) == Set(fields)
  }
}
