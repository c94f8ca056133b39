import DBModelDesign
public import DBModelDiagnostics
import DBModelDriver
import DBModelSemantics
import DBModelStatistics
import DBModelWorkload

/// A few words an editor shows at the end of a place, though they are not in the text.
public struct EditorInlayHint: Hashable, Sendable {
  /// Behind this offset.
  public let offset: Int
  public let text: String
}

/// A line above a declaration.
public struct EditorCodeLens: Hashable, Sendable {
  /// The name it is about.
  public let span: SourceSpan
  public let text: String
  /// What it counts, for a list; names of access patterns, or titles of findings.
  public let items: [String]
}

extension EditorSnapshot {
  /// Derived keys behind the names of entities, units and monthly cost behind those of patterns;
  /// none before the model was judged.
  public func inlayHints(in file: FileID) -> [EditorInlayHint] {
    guard let design else { return [] }
    let facts = DesignFacts(pipeline: design.pipeline)
    var found: [EditorInlayHint] = []
    for occurrence in symbols.occurrences(in: file) where occurrence.isDeclaration {
      let symbol = symbols[occurrence.symbol]
      let text: String?
      switch symbol.kind {
      case .entity: text = keys(of: symbol.name, facts)
      case .pattern: text = figures(of: symbol.name, facts)
      default: text = nil
      }
      if let text { found.append(EditorInlayHint(offset: occurrence.span.upper, text: text)) }
    }
    return found
  }

  /// `customer / placed, id`.
  private func keys(of name: String, _ facts: DesignFacts) -> String? {
    let workload = facts.pipeline.workload
    guard let entity = workload.entities.first(where: { $0.name == name }) else { return nil }
    if let held = facts.holder(of: entity.id) {
      return "in \(held.rows.field.name) of \(workload[held.holder].name)"
    }
    guard let home = facts.layouts(of: entity.id).first else { return nil }
    let names = { (template: KeyTemplate) in
      template.fields.map { entity[$0].name }.joined(separator: ", ")
    }
    let partition = names(home.layout.partitionKey)
    let sort = home.layout.sortKey.map(names) ?? ""
    return sort.isEmpty ? partition : "\(partition) / \(sort)"
  }

  /// `1 read unit/call, 12.40 USD/month`.
  private func figures(of name: String, _ facts: DesignFacts) -> String? {
    guard let pattern = facts.pipeline.workload.patterns.first(where: { $0.name == name }) else {
      return nil
    }
    var parts: [String] = []
    if let units = facts.units(of: pattern.id) {
      if units.reads.high > 0 { parts.append(DesignFacts.text(units.reads, "read units/call")) }
      if units.writes.high > 0 { parts.append(DesignFacts.text(units.writes, "write units/call")) }
    }
    if let cost = facts.monthlyCost(of: pattern.id) {
      parts.append(DesignFacts.text(cost, "USD/month"))
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// `serves 3 patterns` above entities, and above tables and indexes that were written down;
  /// `2 findings` above what they are about. None before the model was judged.
  public func codeLenses(in file: FileID) -> [EditorCodeLens] {
    guard let design else { return [] }
    var found: [EditorCodeLens] = []
    for occurrence in symbols.occurrences(in: file) where occurrence.isDeclaration {
      let symbol = symbols[occurrence.symbol]
      if let names = patterns(through: symbol) {
        let count = names.count == 1 ? "1 pattern" : "\(names.count) patterns"
        found.append(EditorCodeLens(span: occurrence.span, text: "serves \(count)", items: names))
      }
      guard symbol.kind == .entity || symbol.kind == .pattern,
        let tree = tree(file)
      else { continue }
      let extent = DeclarationExtent.span(of: occurrence.span, symbol.kind, in: tree)
      let titles = design.findings.filter { finding in
        guard let place = finding.primary?.span, place.file == file else { return false }
        return extent.lower <= place.lower && place.upper <= extent.upper
      }.map(\.title)
      if !titles.isEmpty {
        let count = titles.count == 1 ? "1 finding" : "\(titles.count) findings"
        found.append(EditorCodeLens(span: occurrence.span, text: count, items: titles))
      }
    }
    return found
  }
}
