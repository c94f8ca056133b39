/// When the service divides a hot partition. It publishes that it does, "in the order of minutes"
/// (M. Elhemali and others, "Amazon DynamoDB", USENIX ATC 2022), and none of these figures: they
/// are assumptions, and every report prints them.
public struct SplitPolicy: Hashable, Sendable {
  /// A partition is hot above this part of what it serves.
  public var threshold: Double
  /// Seconds that it has to be hot before it is divided.
  public var sustainedSeconds: Int
  /// Seconds that the division takes.
  public var durationSeconds: Int
  /// A split has to lower the fuller half by this part of what a partition serves.
  public var leastGain: Double
  /// Partitions of one table or index that are simulated, at most.
  public var mostPartitions: Int

  public init(
    threshold: Double = 0.8,
    sustainedSeconds: Int = 300,
    durationSeconds: Int = 120,
    leastGain: Double = 0.01,
    mostPartitions: Int = 4_096
  ) {
    self.threshold = threshold
    self.sustainedSeconds = sustainedSeconds
    self.durationSeconds = durationSeconds
    self.leastGain = leastGain
    self.mostPartitions = mostPartitions
  }
}
