public import DBModelDesign

/// Makes a schema in a database in memory, or reads that of a file.
public final class SQLiteSchemaEngine: SchemaEngine {
  private let database: SQLiteDatabase
  /// Rows are those of somebody's, and may be counted.
  private let holdsRows: Bool

  /// A schema is made in memory; a file is read and never written.
  public init(_ location: SQLiteDatabase.Location = .memory) throws(SchemaRefusal) {
    let isFile = location != .memory
    do throws(SQLiteError) {
      database = try SQLiteDatabase(isFile ? Self.readOnly(location) : location)
      holdsRows = isFile
    } catch {
      throw SchemaRefusal(error)
    }
  }

  private static func readOnly(_ location: SQLiteDatabase.Location) -> SQLiteDatabase.Location {
    if case .file(let path) = location { return .readOnlyFile(path) }
    return location
  }

  /// The bytes a database file of SQLite begins with (https://sqlite.org/fileformat2.html, 1.2).
  public static let fileStart = Array("SQLite format 3\0".utf8)

  public func run(_ statement: String) throws(SchemaRefusal) {
    do throws(SQLiteError) {
      let prepared = try database.prepare(statement)
      while try prepared.step() {}
    } catch {
      throw SchemaRefusal(error)
    }
  }

  public func catalog() throws(SchemaRefusal) -> SQLCatalog {
    do throws(SQLiteError) {
      return try SQLiteCatalogReader(database: database, holdsRows: holdsRows).catalog()
    } catch {
      throw SchemaRefusal(error)
    }
  }
}
