import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelReport

/// What the figures of a report rest on besides the model.
enum Assumptions {
  static func of(_ pipeline: Pipeline) -> ReportAssumptions {
    var assumptions = ReportAssumptions(
      priceBook: PriceBookName(name: pipeline.book.name, date: pipeline.book.asOf),
      monthSeconds: Int(pipeline.book.secondsPerMonth)
    )
    if !pipeline.plans.isEmpty {
      assumptions.engines = [EngineVersion(name: "SQLite", version: SQLiteDatabase.version)]
    }
    assumptions.remarks = pipeline.cost.omitted
    return assumptions
  }
}
