import DBModelJSON
import DBModelQuery
import Testing

/// Two texts that Swift takes for the same, `é` as one scalar and as two, are two values to a
/// store.
struct TextIdentityTests {
  private static let forms = ["\u{e9}", "e\u{301}"]

  /// Before, one placeholder stood for both, and a write set both attributes to the first form.
  @Test func eachFormHasItsOwnPlaceholder() {
    var builder = ExpressionBuilder()
    let names = Self.forms.map { builder.reference(to: AttributeValue.string($0)) }
    #expect(names == [":v0", ":v1"])
    #expect(builder.reference(to: AttributeValue.string(Self.forms[1])) == ":v1")
    let sets = Self.forms.map { builder.reference(to: AttributeValue.stringSet([$0])) }
    #expect(sets == [":v2", ":v3"])
  }

  /// Before, a batch asked for one of two keys.
  @Test func eachFormIsAKeyOfItsOwn() {
    let keys = Self.forms.map { JSONValue.object([.init("id", ["S": .string($0)])]) }
    #expect(Set(keys).count == 2 && keys[0] != keys[1] && keys[0] == keys[0])
    let members = Self.forms.map { JSONValue.object([.init($0, .null)]) }
    #expect(Set(members).count == 2)
    let maps = Self.forms.map { AttributeValue.map([.init($0, .null)]) }
    #expect(Set(maps).count == 2)
  }
}
