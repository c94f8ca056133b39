/// Limits of Aurora.
public enum AuroraLimits {
  private static let guide = "Aurora User Guide"

  /// Readers of a cluster, beside the writer.
  public static let readers = ServiceLimit(
    "readers of a cluster",
    15,
    "readers",
    source: "\(guide), Replication with Amazon Aurora"
  )
  /// The longest automatic backup, days.
  public static let backupDays = ServiceLimit(
    "automatic backup retention",
    35,
    "days",
    source: "\(guide), Backing up and restoring"
  )
  /// The largest capacity of Serverless v2 on recent engine versions; 128 on older ones.
  public static let serverlessACU = ServiceLimit(
    "Serverless v2 capacity",
    256,
    "ACU",
    source: "RDS API Reference, ServerlessV2ScalingConfiguration"
  )
  /// The steps of Serverless v2.
  public static let serverlessStepACU = ServiceLimit(
    "step of Serverless v2 capacity",
    0.5,
    "ACU",
    source: "RDS API Reference, ServerlessV2ScalingConfiguration"
  )
  /// Seconds a failover to a reader takes at most; often less than 30.
  public static let failoverToReaderSeconds = ServiceLimit(
    "failover to a reader",
    60,
    "s",
    source: "\(guide), High availability for Amazon Aurora"
  )
  /// Seconds a new writer takes where there is no reader, typically at most.
  public static let failoverWithoutReaderSeconds = ServiceLimit(
    "a new writer without a reader",
    600,
    "s",
    source: "\(guide), High availability for Amazon Aurora"
  )
  /// Seconds that a reader's answers are behind the writer's: usually much less.
  public static let replicaLagSeconds = ServiceLimit(
    "lag of a reader",
    0.1,
    "s",
    source: "\(guide), Replication with Amazon Aurora: usually much less than 100 milliseconds"
  )
  /// The share of a month that the agreement names for a cluster whose instances are in one zone.
  public static let availabilityInOneZone = ServiceLimit(
    "agreed availability in one zone",
    0.999,
    "of a month",
    source: "Amazon Aurora Service Level Agreement, Single-AZ SLA (2022-05-19)",
    checked: "2026-11-30"
  )
  /// The same for one whose instances are in two zones or more.
  public static let availabilityAcrossZones = ServiceLimit(
    "agreed availability across zones",
    0.9999,
    "of a month",
    source: "Amazon Aurora Service Level Agreement, Multi-AZ SLA (2022-05-19)",
    checked: "2026-11-30"
  )
  /// Every limit above.
  public static let all: [ServiceLimit] = [
    readers, backupDays, serverlessACU, serverlessStepACU, failoverToReaderSeconds,
    failoverWithoutReaderSeconds, replicaLagSeconds, availabilityInOneZone,
    availabilityAcrossZones,
  ]
}
