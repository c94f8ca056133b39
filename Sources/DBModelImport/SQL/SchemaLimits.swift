/// What an imported schema may hold.
public enum SchemaLimits {
  /// Tables, as of any import.
  public static let tables = ImportLimits.tables
}
