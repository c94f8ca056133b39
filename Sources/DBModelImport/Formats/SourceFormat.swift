import DBModelDiagnostics
public import DBModelWorkload

/// The formats that are read.
public enum SourceFormat: String, CaseIterable, Sendable {
  /// The input of CreateTable as the command line takes it, or what DescribeTable answers.
  case createTable = "create-table"
  /// A template of CloudFormation or SAM, in JSON or YAML.
  case cloudFormation = "cloudformation"
  /// A data model of NoSQL Workbench, versions 1.0 to 3.0.
  case workbench = "nosql-workbench"
  /// The `schema.json` of the DynamoDB MCP server of awslabs.
  case awslabsSchema = "awslabs-schema"
  /// A script of SQL that makes tables, or a server's catalog.
  case postgresql
  case mysql
  /// A script of SQL, or a database file.
  case sqlite

  /// Whose SQL it is; `nil` for a description of tables in JSON or YAML.
  public var dialect: SQLDialect? { SQLDialect(rawValue: rawValue) }

  /// As a remark in the imported model names it.
  var title: String {
    switch self {
    case .createTable: "CreateTable or DescribeTable"
    case .cloudFormation: "CloudFormation template"
    case .workbench: "NoSQL Workbench data model"
    case .awslabsSchema: "awslabs schema.json"
    case .postgresql, .mysql, .sqlite: "\(dialect?.title ?? "") schema"
    }
  }

  /// The format a value has, told by the names it must have; `nil` for any other.
  static func recognise(_ node: SourceNode) -> SourceFormat? {
    if let elements = node.elements { return elements.first.flatMap(recogniseTable) }
    if node["DataModel"]?.elements != nil { return .workbench }
    if node["Resources"] != nil || node["AWSTemplateFormatVersion"] != nil {
      return .cloudFormation
    }
    if node["tables"]?.elements?.first?["table_config"] != nil
      || node["tables"]?.elements?.first?["entities"] != nil
    {
      return .awslabsSchema
    }
    return recogniseTable(node)
  }

  private static func recogniseTable(_ node: SourceNode) -> SourceFormat? {
    let table = node["Table"] ?? node["TableDescription"] ?? node
    let names = ["KeySchema", "AttributeDefinitions", "TableName"]
    return names.contains { table[$0] != nil } ? .createTable : nil
  }

  /// What is said of a value of no known format.
  static func unrecognised(_ node: SourceNode) -> ImportFailure {
    let names = (node.members ?? []).prefix(6).map { "`\(Quoted.text($0.key))`" }
    let found =
      names.isEmpty ? "it is \(node.kind)" : "it begins with \(names.joined(separator: ", "))"
    return ImportFailure(
      diagnostic: Diagnostic(
        ToolRules.sourceUnrecognised,
        "this file is of no format that is read",
        at: Label(SourceSpan(file: node.span.file, lower: node.span.lower, upper: node.span.lower)),
        notes: [found, "formats: \(allCases.map(\.rawValue).joined(separator: ", "))"],
        help: ["name a file of one of these formats, or say which it is with `--from`"]
      )
    )
  }

  /// What is said of a file without tables.
  func withoutTables(_ span: SourceSpan) -> ImportFailure {
    let wanted =
      switch self {
      case .createTable: "a table has `TableName` and `KeySchema`"
      case .cloudFormation:
        "tables are resources of the types `AWS::DynamoDB::Table`, `AWS::DynamoDB::GlobalTable` "
          + "and `AWS::Serverless::SimpleTable`"
      case .workbench: "tables stand in `DataModel`"
      case .awslabsSchema: "tables stand in `tables`"
      case .postgresql, .mysql, .sqlite: "tables are made by `CREATE TABLE`"
      }
    return ImportFailure(
      diagnostic: Diagnostic(
        ToolRules.sourceWithoutTables,
        "this file holds no table",
        at: Label(SourceSpan(file: span.file, lower: span.lower, upper: span.lower)),
        notes: ["it was read as \(rawValue)", wanted],
        help: ["name a file with tables"]
      )
    )
  }
}
