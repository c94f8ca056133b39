import DBModelDiagnostics
import DBModelEditor
import Testing

/// Profiles that a model names, as an editor sees them come and go.
@Suite struct TraceTests {
  private static let model = """
    edition 2026
    model Small

    store main: sqlite default

    entity Order {
      id: uuid key

      count 1K
    }

    access order(order: Order) {
      read  Order { * }
      where id == $order
      rate  1/s peak 2/s
      skew  order trace("orders.profile")
    }

    """

  private static let profile = """
    {"dbmodelProfile": 1, "requests": 10, "keys": 3, "counting": "exact", "error": 0,
    "top": [7, 2, 1], "rest": []}
    """

  private func codes(_ files: [String: String]) -> [String] {
    var workspace = EditorWorkspace(files: .memory(files))
    workspace.set("models/a.dbmodel", text: Self.model)
    return workspace.snapshot(for: "models/a.dbmodel").nameDiagnostics.map(\.rule.code)
  }

  @Test func aProfileIsLookedForBesideItsModel() {
    #expect(codes([:]) == ["DBM0012"])
    #expect(codes(["orders.profile": Self.profile]) == ["DBM0012"])
    #expect(codes(["models/orders.profile": "id"]) == ["DBM0085"])
    #expect(codes(["models/orders.profile": Self.profile]).isEmpty)
  }
}
