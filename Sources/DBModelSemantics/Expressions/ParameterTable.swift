import DBModelDiagnostics
import DBModelWorkload

/// The parameters of a pattern and which of them were used.
final class ParameterTable {
  private(set) var parameters: [Parameter] = []
  private var ids: [String: ParameterID] = [:]
  /// Parameters whose type was reported; using one says nothing more.
  private(set) var broken: Set<String> = []
  private(set) var used: Set<ParameterID> = []

  subscript(id: ParameterID) -> Parameter { parameters[id.rawValue] }

  var nextID: ParameterID { ParameterID(parameters.count) }

  func add(_ parameter: Parameter, isBroken: Bool = false) {
    parameters.append(parameter)
    ids[parameter.name] = parameter.id
    if isBroken { broken.insert(parameter.name) }
  }

  /// A loop variable is known inside its loop only.
  func remove(_ name: String) { ids[name] = nil }

  func find(_ name: String) -> ParameterID? { ids[name] }

  func use(_ id: ParameterID) { used.insert(id) }

  /// Names that can be used, in declared order.
  var names: [String] { parameters.map(\.name).filter { ids[$0] != nil } }

  /// What one element of a many-valued parameter is.
  func element(of id: ParameterID) -> ParameterType? {
    if case .many(let element, _) = self[id].type { return element }
    return nil
  }

  /// The type, with loop variables resolved to what they run over.
  func type(of id: ParameterID) -> ParameterType {
    if case .element(let many) = self[id].type, let element = element(of: many) { return element }
    return self[id].type
  }
}
