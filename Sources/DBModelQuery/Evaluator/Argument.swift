public import DBModelWorkload

/// What a caller hands over for one parameter.
public indirect enum Argument: Hashable, Sendable {
  /// Not given; for optional parameters.
  case absent
  case value(Value)
  /// The values of a key's fields, in the key's order.
  case key([Value])
  /// A whole row, one value per field in declared order.
  case row([Value])
  /// Both ends as handed over; which of them belong to it is told by the field's type.
  case range(Value, Value)
  /// Distinct values, keys or rows.
  case many([Argument])
}

/// What a caller hands over for every parameter of a pattern.
public struct Arguments: Hashable, Sendable {
  private var byParameter: [ParameterID: Argument]

  public init(_ byParameter: [ParameterID: Argument] = [:]) { self.byParameter = byParameter }

  /// `.absent` where nothing was handed over.
  public subscript(id: ParameterID) -> Argument {
    get { byParameter[id] ?? .absent }
    set { byParameter[id] = newValue }
  }

  public func isGiven(_ id: ParameterID) -> Bool { self[id] != .absent }
}
