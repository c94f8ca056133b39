import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

extension EditorSnapshot {
  /// What a symbol is, in a few words of its own declaration.
  func detail(of symbol: Symbol) -> String {
    guard let span = symbol.declarations.first, let tree = tree(span.file) else { return "" }
    switch symbol.kind {
    case .attribute, .member, .parameter, .keyAttribute, .output:
      guard let group = tree.nodes(at: span.lower).last(where: { $0.kind == .group }) else {
        return ""
      }
      return Self.typeText(group)
    case .enumerationCase:
      let group = tree.nodes(at: span.lower).last { $0.kind == .group }
      return group?.firstChild(.number)?.text ?? ""
    case .store: return model.workload.stores.first { $0.name == symbol.name }?.kind.rawValue ?? ""
    case .pattern:
      let pattern = model.workload.patterns.first { $0.name == symbol.name }
      return pattern.map { word(of: $0) } ?? ""
    case .inverse:
      let group = tree.nodes(at: span.lower).last { $0.kind == .group }
      return group?.children.first?.name.map { "by \($0)" } ?? ""
    default: return ""
    }
  }

  /// `reads Order`, `changes Order and Product`.
  private func word(of pattern: AccessPattern) -> String {
    switch pattern.operation {
    case .read(let read): return "reads \(model.workload[read.entity].name)"
    case .write(let statements, let isTransaction):
      return isTransaction ? "transaction of \(statements.count)" : "changes rows"
    case .sql: return "SQL"
    }
  }

  /// The type as written: what stands between the label and the first word behind the type.
  private static func typeText(_ group: SyntaxNode) -> String {
    let items = Array(group.children.dropFirst())
    guard let first = items.first else { return "" }
    var text = first.kind == .block ? "{ … }" : first.text
    var next = 1
    if let word = first.name, ["many", "enum", "list", "range", "new"].contains(word) {
      for item in items.dropFirst() {
        next += 1
        if item.kind == .block {
          text += " { … }"
          break
        }
        guard item.kind == .path || item.kind == .call else { break }
        text += " " + item.text
        if let name = item.name, ["of", "new", "list"].contains(name) { continue }
        break
      }
    }
    if items.dropFirst().contains(where: { $0.kind == .optional }) { text += "?" }
    return text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
  }
}
