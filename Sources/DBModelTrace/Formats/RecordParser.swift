/// Finds the keys in a block of whole records. It keeps nothing from one block to the next, so that
/// several blocks may be parsed at once.
protocol RecordParser<Key> {
  associatedtype Key: KeyWord
  /// Where its records end.
  var cut: RecordCut { get }
  /// The most keys that a block of so many bytes can hold.
  func mostKeys(inBytes count: Int) -> Int
  func parse(_ block: KeyBlock<Key>)
}

extension RecordParser where Key == UInt64 {
  /// A key and what ends it take two bytes.
  func mostKeys(inBytes count: Int) -> Int { count / 2 + 1 }
}
