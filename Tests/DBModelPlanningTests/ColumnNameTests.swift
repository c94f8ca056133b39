import DBModelDiagnostics
import DBModelWorkload
import Testing

@testable import DBModelPlanning

struct ColumnNameTests {
  /// Names that PostgreSQL and InnoDB keep get an underscore, and stay apart from those that have
  /// one of their own; names that only begin alike stay.
  @Test func namesThatEnginesKeepAreAvoided() throws {
    let kept = [
      "tableoid", "xmin", "xmax", "cmin", "cmax", "ctid", "dbRowId", "dbTrxId", "dbRollPtr",
      "ftsDocId",
    ]
    let others = ["rowid", "oid", "xminimum", "ctids"]
    let fields = (kept + ["xmin_"] + others).map { "  \($0): int(0..9)" }.joined(separator: "\n")
    let model = Model(
      """
      edition 2026
      model Kept

      store main: aurora-postgresql default

      entity Thing {
        id: uuid key
      \(fields)

        count 10
      }
      """
    )
    #expect(model.errors == [])
    let entity = try #require(model.workload.entities.first)
    let names = ColumnNames(model.workload, entities: [entity])
    let found = entity.fields.map { names.name($0.id, of: entity.id) }
    #expect(
      found == [
        "id", "tableoid_", "xmin_", "xmax_", "cmin_", "cmax_", "ctid_", "db_row_id_", "db_trx_id_",
        "db_roll_ptr_", "fts_doc_id_", "xmin_2", "rowid", "oid", "xminimum", "ctids",
      ]
    )
  }
}
