extension PriceBook {
  private static let document = "Database Services Engineering, Cost Considerations"

  /// The prices that an undated architecture document states; what it does not state is borrowed
  /// from the public book. Its "$0.10-0.50/hour per instance" names no class and prices none.
  public static let referenceLab = PriceBook(
    name: "reference-lab",
    region: "us-east-1",
    asOf: "undated; request prices as before 2024-11-01",
    rows: [
      PriceRow(
        "ddb.od.wru.standard",
        "per 1e6 write units",
        1.25,
        source: document,
        sourceDate: "",
        note: "the public price was halved on 2024-11-01"
      ),
      PriceRow(
        "ddb.od.rru.standard",
        "per 1e6 read units",
        0.25,
        source: document,
        sourceDate: "",
        note: "the public price was halved on 2024-11-01"
      ),
      PriceRow(
        "aurora.instance.min",
        "per instance-hour of any class",
        0.1,
        source: document,
        sourceDate: "",
        note: "above the 0.082 of db.t3.medium"
      ),
      PriceRow(
        "aurora.instance.max",
        "per instance-hour of any class",
        0.5,
        source: document,
        sourceDate: "",
        note: "about a db.r6g.xlarge"
      ),
      PriceRow(
        "aurora.storage.standard",
        "per GB-month used",
        0.1,
        source: document,
        sourceDate: ""
      ),
      PriceRow(
        "aurora.backup",
        "per GB-month beyond the free allowance",
        0.095,
        source: document,
        sourceDate: "",
        mistakenFor: "rds.backup",
        note: "this is the price of RDS, not of Aurora"
      ),
      PriceRow("xfer.inter_az", "per GB in each direction", 0.01, source: document, sourceDate: ""),
    ],
    borrowed: PriceBook.publicUSEast1.rows
  )
}
