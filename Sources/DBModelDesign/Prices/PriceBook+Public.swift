extension PriceBook {
  private static let calculator =
    "aws/agent-toolkit-for-aws, amazon-dynamodb/scripts/calculate_costs.py"
  private static let serverless =
    "aws/agent-toolkit-for-aws, serverless-advisory-concepts.md; infracost, rds_cluster_instance_test"
  private static let instances =
    "aws/agent-toolkit-for-aws, amazon-aurora-postgresql/scripts/acu_calculator.py"
  private static let infracostTable = "infracost, golden file of dynamodb_table_test"
  private static let infracostCluster =
    "aws/agent-toolkit-for-aws; infracost, golden file of rds_cluster_test"
  private static let infracostInstance = "infracost, golden file of db_instance_test"
  private static let infracostTransfer = "infracost, golden file of data_transfer_test"
  private static let proxy =
    "public texts on the RDSProxy family of the AWS Pricing API; the least billed size is disputed"

  /// On-demand prices of us-east-1 as public sources give them; every row has its source and date.
  public static let publicUSEast1 = PriceBook(
    name: "public",
    region: "us-east-1",
    asOf: "2026-11-23",
    rows: [
      PriceRow(
        "ddb.od.wru.standard",
        "per 1e6 write units",
        0.625,
        source: calculator,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "ddb.od.rru.standard",
        "per 1e6 read units",
        0.125,
        source: calculator,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "ddb.od.rwru.standard",
        "per 1e6 replicated write units and replica",
        0.625,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.prov.wcu",
        "per write unit-hour",
        0.00065,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.prov.rcu",
        "per read unit-hour",
        0.00013,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.prov.rwcu",
        "per replicated write unit-hour",
        0.00065,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.storage.standard",
        "per GB-month",
        0.25,
        source: calculator,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "ddb.pitr",
        "per GB-month of the table's size",
        0.2,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.backup.ondemand",
        "per GB-month",
        0.1,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.restore",
        "per GB restored",
        0.15,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "ddb.streams.read",
        "per 1e6 stream read units",
        0.2,
        source: infracostTable,
        sourceDate: "2024-11-15"
      ),
      PriceRow(
        "aurora.sv2.acu",
        "per ACU-hour",
        0.12,
        source: serverless,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "aurora.storage.standard",
        "per GB-month used",
        0.1,
        source: infracostCluster,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "aurora.io",
        "per 1e6 requests to storage",
        0.2,
        source: infracostCluster,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "aurora.backup",
        "per GB-month beyond the free allowance",
        0.021,
        source: infracostCluster,
        sourceDate: "2026-08-20"
      ),
      PriceRow(
        "rds.backup",
        "per GB-month (RDS, not Aurora)",
        0.095,
        source: infracostInstance,
        sourceDate: "2024-07-01"
      ),
      PriceRow(
        "rds_proxy.vcpu",
        "per vCPU-hour of the instances behind it",
        0.015,
        source: proxy,
        sourceDate: "2026",
        status: .secondary
      ),
      PriceRow(
        "xfer.inter_az",
        "per GB in each direction",
        0.01,
        source: infracostTransfer,
        sourceDate: "2024-09-25"
      ),
    ]
      + AuroraInstanceClass.all.map { known in
        PriceRow(
          known.priceRow,
          "per instance-hour, Aurora Standard, on demand",
          known.usDollarsPerHour,
          source: instances,
          sourceDate: "2026-08-20"
        )
      }
  )
}
