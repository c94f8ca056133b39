/// An instance class of Aurora: its size, and what it costs in us-east-1.
public struct AuroraInstanceClass: Hashable, Sendable {
  /// `db.t3.medium`.
  public let name: String
  public let vCPU: Int
  /// Memory, GiB.
  public let memoryGiB: Double
  /// Aurora Standard, on demand, us-east-1, read 2026-08-20; MySQL and PostgreSQL alike.
  public let usDollarsPerHour: Double

  public init(_ name: String, vCPU: Int, memoryGiB: Double, usDollarsPerHour: Double) {
    self.name = name
    self.vCPU = vCPU
    self.memoryGiB = memoryGiB
    self.usDollarsPerHour = usDollarsPerHour
  }

  /// Its row in a price book.
  public var priceRow: String { "aurora.instance.\(name)" }

  /// Whether it is larger than another: by memory, then virtual processors, then price.
  public func isLarger(than other: AuroraInstanceClass) -> Bool {
    (memoryGiB, vCPU, usDollarsPerHour) > (other.memoryGiB, other.vCPU, other.usDollarsPerHour)
  }

  public static func named(_ name: String) -> AuroraInstanceClass? {
    all.first { $0.name == name }
  }

  /// Classes whose price is known, from `aws/agent-toolkit-for-aws`,
  /// amazon-aurora-postgresql/scripts/acu_calculator.py, 2026-08-20.
  public static let all: [AuroraInstanceClass] = [
    AuroraInstanceClass("db.t3.medium", vCPU: 2, memoryGiB: 4, usDollarsPerHour: 0.082),
    AuroraInstanceClass("db.t3.large", vCPU: 2, memoryGiB: 8, usDollarsPerHour: 0.164),
    AuroraInstanceClass("db.t4g.medium", vCPU: 2, memoryGiB: 4, usDollarsPerHour: 0.073),
    AuroraInstanceClass("db.t4g.large", vCPU: 2, memoryGiB: 8, usDollarsPerHour: 0.146),
    AuroraInstanceClass("db.r5.large", vCPU: 2, memoryGiB: 16, usDollarsPerHour: 0.29),
    AuroraInstanceClass("db.r5.xlarge", vCPU: 4, memoryGiB: 32, usDollarsPerHour: 0.58),
    AuroraInstanceClass("db.r5.2xlarge", vCPU: 8, memoryGiB: 64, usDollarsPerHour: 1.16),
    AuroraInstanceClass("db.r6g.large", vCPU: 2, memoryGiB: 16, usDollarsPerHour: 0.26),
    AuroraInstanceClass("db.r6g.xlarge", vCPU: 4, memoryGiB: 32, usDollarsPerHour: 0.519),
    AuroraInstanceClass("db.r6g.2xlarge", vCPU: 8, memoryGiB: 64, usDollarsPerHour: 1.038),
    AuroraInstanceClass("db.r6g.4xlarge", vCPU: 16, memoryGiB: 128, usDollarsPerHour: 2.076),
    AuroraInstanceClass("db.r6g.8xlarge", vCPU: 32, memoryGiB: 256, usDollarsPerHour: 4.152),
    AuroraInstanceClass("db.r6g.16xlarge", vCPU: 64, memoryGiB: 512, usDollarsPerHour: 8.304),
    AuroraInstanceClass("db.r7g.large", vCPU: 2, memoryGiB: 16, usDollarsPerHour: 0.276),
    AuroraInstanceClass("db.r7g.xlarge", vCPU: 4, memoryGiB: 32, usDollarsPerHour: 0.553),
    AuroraInstanceClass("db.r7g.2xlarge", vCPU: 8, memoryGiB: 64, usDollarsPerHour: 1.106),
    AuroraInstanceClass("db.r7g.4xlarge", vCPU: 16, memoryGiB: 128, usDollarsPerHour: 2.211),
    AuroraInstanceClass("db.r7g.8xlarge", vCPU: 32, memoryGiB: 256, usDollarsPerHour: 4.422),
    AuroraInstanceClass("db.r7g.16xlarge", vCPU: 64, memoryGiB: 512, usDollarsPerHour: 8.844),
    AuroraInstanceClass("db.r8g.large", vCPU: 2, memoryGiB: 16, usDollarsPerHour: 0.276),
    AuroraInstanceClass("db.r8g.xlarge", vCPU: 4, memoryGiB: 32, usDollarsPerHour: 0.552),
    AuroraInstanceClass("db.r8g.2xlarge", vCPU: 8, memoryGiB: 64, usDollarsPerHour: 1.104),
    AuroraInstanceClass("db.r8g.4xlarge", vCPU: 16, memoryGiB: 128, usDollarsPerHour: 2.208),
    AuroraInstanceClass("db.r8g.8xlarge", vCPU: 32, memoryGiB: 256, usDollarsPerHour: 4.416),
  ]
}
