/// How many readers a cluster has: always, and at the most.
extension AuroraSettings {
  /// Readers that run whatever the load is: the low end of `0..4`, which is none.
  public var fewestReaders: Int { max(0, readers?.value ?? 0) }

  /// Readers that there may be.
  public var mostReaders: Int { max(fewestReaders, readerScaling?.value.most ?? 0) }
}
