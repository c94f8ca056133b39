public import DBModelWorkload

/// An order made total: the terms as written, then the key fields not yet among them, in the
/// direction of the last term.
///
/// An aggregating read is completed with the columns it is grouped by.
public struct CompletedOrder: Sendable {
  public let terms: [OrderTerm]
  /// How many of the terms were written.
  public let writtenCount: Int

  public init(_ read: Read, workload: Workload) {
    var terms = read.order
    let isDescending = read.order.last?.isDescending ?? false
    let span = read.order.last?.span ?? workload[read.entity].nameSpan
    func add(_ subject: OrderTerm.Subject) {
      terms.append(OrderTerm(subject: subject, isDescending: isDescending, span: span))
    }
    if read.isAggregate {
      for name in read.group.map(\.value) {
        let field = read.projection.fields.first { workload[read.entity][$0].name == name }
        let subject =
          field.map { OrderTerm.Subject.field(FieldPath(field: FieldReference(read.entity, $0))) }
          ?? .output(name)
        if !terms.contains(where: { $0.subject.isSame(as: subject) }) { add(subject) }
      }
      // Shown fields are grouped by too, named or not.
      for id in read.projection.fields {
        let subject = OrderTerm.Subject.field(FieldPath(field: FieldReference(read.entity, id)))
        if !terms.contains(where: { $0.subject.isSame(as: subject) }) { add(subject) }
      }
    } else {
      for id in workload[read.entity].key {
        let subject = OrderTerm.Subject.field(FieldPath(field: FieldReference(read.entity, id)))
        if !terms.contains(where: { $0.subject.isSame(as: subject) }) { add(subject) }
      }
    }
    self.terms = terms
    writtenCount = read.order.count
  }
}

extension OrderTerm.Subject {
  /// Whether both order by the same thing.
  public func isSame(as other: OrderTerm.Subject) -> Bool {
    switch (self, other) {
    case (.field(let a), .field(let b)): a == b
    case (.output(let a), .output(let b)): a == b
    default: false
    }
  }
}

extension Read {
  /// Grouped, or with an aggregate among the outputs.
  public var isAggregate: Bool {
    !group.isEmpty || projection.outputs.contains { $0.expression.containsAggregate }
  }
}
