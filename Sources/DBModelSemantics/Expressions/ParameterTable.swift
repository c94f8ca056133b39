import DBModelDiagnostics
import DBModelWorkload

/// The parameters of a pattern and which of them were used.
final class ParameterTable {
  private(set) var parameters: [Parameter] = []
  /// Whether the parameter can be named here; there are few, so that searching them is quick.
  private var isKnown: [Bool] = []
  private var isUsed: [Bool] = []
  /// Parameters whose type was reported; using one says nothing more.
  private(set) var broken: Set<String> = []
  /// Names that were used and stand for nothing, without their `$`.
  private(set) var unknown: [String] = []

  subscript(id: ParameterID) -> Parameter { parameters[id.rawValue] }

  var nextID: ParameterID { ParameterID(parameters.count) }

  func add(_ parameter: Parameter, isBroken: Bool = false) {
    if let earlier = find(parameter.name) { isKnown[earlier.rawValue] = false }
    isKnown.append(true)
    isUsed.append(false)
    parameters.append(parameter)
    if isBroken { broken.insert(parameter.name) }
  }

  /// A loop variable is known inside its loop only.
  func remove(_ name: String) {
    if let id = find(name) { isKnown[id.rawValue] = false }
  }

  func find(_ name: String) -> ParameterID? {
    for place in parameters.indices.reversed()
    where isKnown[place] && parameters[place].name == name {
      return ParameterID(place)
    }
    return nil
  }

  /// Notes a name that was reported.
  func noteUnknown(_ name: String) { unknown.append(name) }

  func use(_ id: ParameterID) { isUsed[id.rawValue] = true }

  func isUsed(_ id: ParameterID) -> Bool { isUsed[id.rawValue] }

  /// Names that can be used, in declared order.
  var names: [String] {
    parameters.indices.filter { isKnown[$0] }.map { parameters[$0].name }
  }

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
