import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The item that one action of a write names, as far as the model says: two actions with equal
/// values name the same one.
struct WrittenItem: Hashable {
  /// A literal of the key's text, or a value that is filled in.
  private enum Piece: Hashable {
    case literal(String)
    case value(Operand)
  }

  private let table: String
  private let key: [[Piece]]
  private let repetition: DynamoDBRequest.Repetition

  /// `nil` for a request that writes nothing.
  init?(_ request: DynamoDBRequest, catalog: KeyCatalog) {
    guard request.kind.isWrite, let entity = request.entities.first,
      let base = catalog.base(of: entity)
    else { return nil }
    table = request.table
    repetition = request.repetition
    let values: [(template: KeyTemplate, operands: [Operand])]
    if let source = request.source {
      values = (base.partition + base.sort).map { part in
        let operands = part.template.fields.map { field in
          Operand.parameter(
            ParameterReference(source, field: FieldReference(entity, field))
          )
        }
        return (part.template, operands)
      }
    } else {
      values = request.keyEquals.map { ($0.template, $0.operands) }
    }
    key = values.map { Self.pieces($0.template, $0.operands) }
  }

  private static func pieces(_ template: KeyTemplate, _ operands: [Operand]) -> [Piece] {
    guard case .text(let segments) = template else { return operands.map { .value($0) } }
    var open = operands[...]
    return segments.compactMap { segment in
      switch segment {
      case .literal(let text): .literal(text)
      case .field: open.popFirst().map { .value($0) }
      }
    }
  }
}
