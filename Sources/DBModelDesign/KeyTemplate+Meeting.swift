public import DBModelWorkload

extension KeyTemplate {
  /// The literal text in front of the first field, and whether nothing is behind it.
  public var leadingLiteral: (text: String, isWhole: Bool) {
    guard case .text(let segments) = self else { return ("", false) }
    var text = ""
    for segment in segments {
      guard case .literal(let literal) = segment else { return (text, false) }
      text += literal
    }
    return (text, true)
  }

  /// Whether a value of this template may be a value of another one: false only where the literals
  /// in front of their first fields say that they differ.
  public func mayEqual(_ other: KeyTemplate) -> Bool {
    let (mine, its) = (leadingLiteral, other.leadingLiteral)
    switch (mine.isWhole, its.isWhole) {
    case (true, true): return mine.text == its.text
    case (true, false): return mine.text.begins(with: its.text)
    case (false, true): return its.text.begins(with: mine.text)
    case (false, false):
      return mine.text.begins(with: its.text) || its.text.begins(with: mine.text)
    }
  }

  /// The field of another template that stands where one of this template's fields stands, as far
  /// as both are made alike up to there.
  public func counterpart(of field: FieldID, in other: KeyTemplate) -> FieldID? {
    guard case .text(let mine) = self, case .text(let its) = other else {
      return fields == [field] && other.fields.count == 1 ? other.fields[0] : nil
    }
    for pair in zip(mine, its) {
      switch pair {
      case (.literal(let a), .literal(let b)) where a == b: continue
      case (.field(let a), .field(let b)):
        if a == field { return b }
      default: return nil
      }
    }
    return nil
  }
}

extension SortCondition {
  /// The attribute it is about.
  public var attribute: KeyAttribute {
    switch self {
    case .beginsWith(let value), .compare(_, let value), .between(let value, _): value.attribute
    }
  }

  /// Whether it may hold for a value of a template: false only where the literals in front of the
  /// first fields say that it does not.
  public func mayHold(for template: KeyTemplate) -> Bool {
    let its = template.leadingLiteral
    /// All that begins with its text stands before the end, or behind it.
    func isBelow(_ end: KeyValue) -> Bool {
      let text = end.template.leadingLiteral.text
      return its.text.isOrdered(before: text) && !text.begins(with: its.text)
    }
    func isAbove(_ end: KeyValue) -> Bool {
      let lead = end.template.leadingLiteral
      return lead.text.isOrdered(before: its.text)
        && (lead.isWhole || !its.text.begins(with: lead.text))
    }
    switch self {
    case .beginsWith(let value):
      let text = value.template.leadingLiteral.text
      return its.text.begins(with: text) || !its.isWhole && text.begins(with: its.text)
    case .compare(.greater, let value), .compare(.greaterOrEqual, let value):
      return !isBelow(value)
    case .compare(_, let value): return !isAbove(value)
    case .between(let low, let high): return !isBelow(low) && !isAbove(high)
    }
  }
}

extension String {
  fileprivate func begins(with part: String) -> Bool { utf8.starts(with: part.utf8) }

  /// By bytes, as the service compares.
  fileprivate func isOrdered(before other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension DynamoDBTable {
  /// How an entity fills one key attribute of the table or of one of its indexes; `nil` where it
  /// does not.
  public func template(of entity: EntityID, for attribute: KeyAttribute, in index: String?)
    -> KeyTemplate?
  {
    if let index {
      guard let index = self.index(named: index), let templates = index.templates(of: entity),
        let place = index.keyAttributes.firstIndex(of: attribute), place < templates.count
      else { return nil }
      return templates[place]
    }
    guard let layout = layout(of: entity) else { return nil }
    if attribute == partitionKey { return layout.partitionKey }
    return attribute == sortKey ? layout.sortKey : nil
  }
}
