import Testing

@testable import DBModelDriver

/// What is read out of conditions as PostgreSQL prints them.
@Suite struct ConditionTermsTests {
  private func shown(_ text: String) -> String {
    let terms = ConditionTerms(text)
    func name(_ column: ConditionTerms.Column) -> String { "\(column.alias).\(column.name)" }
    return [
      "= " + terms.fixed.map(name).joined(separator: " "),
      "j " + terms.joined.map { "\(name($0.column))=\(name($0.other))" }.joined(separator: " "),
      "< " + terms.bounded.map(name).joined(separator: " "),
    ].joined(separator: "; ")
  }

  @Test(arguments: [
    ("(t.a = 5)", "= t.a; j ; < "),
    ("((t.a)::text = 'it''s (x.y = 1)'::text)", "= t.a; j ; < "),
    ("((t.a)::text = ANY ('{a,b}'::text[]))", "= t.a; j ; < "),
    ("(\"order\".\"Key\" = t.a)", "= ; j order.Key=t.a t.a=order.Key; < "),
    ("((t.a >= '1994-01-01'::date) AND (t.b < $1))", "= ; j ; < t.a t.b"),
    ("(t.a ~~ 'x%'::text)", "= ; j ; < t.a"),
    ("(5 = t.a)", "= t.a; j ; < "),
    // Functions, and what is computed with a column, are not the column.
    ("(lower(t.a) = 'x'::text)", "= ; j ; < "),
    ("(EXTRACT(year FROM t.a) = '5'::numeric)", "= ; j ; < "),
    ("((t.a * 2) = 5)", "= ; j ; < "),
    ("(t.a = (t.b * 2))", "= t.a; j ; < "),
    ("(t.a <> 5)", "= ; j ; < "),
    // Columns of the same table tell nothing to an index of it.
    ("(t.a = t.b)", "= ; j ; < "),
    ("(t.a = (SubPlan 1))", "= t.a; j ; < "),
    // Rows as wholes, parts of values, and names of all kinds.
    ("(to_jsonb(t.*) = $1)", "= ; j ; < "), ("((t.home).zip = 'x'::text)", "= ; j ; < "),
    ("(t.a[1] = 5)", "= ; j ; < "), ("(\"a.b\".\"c\" = 1)", "= a.b.c; j ; < "),
    ("(t.a$b = 1)", "= t.a$b; j ; < "), ("(t.größe > 1)", "= ; j ; < t.größe"),
    ("(t.\"say \"\"x\"\"\" = 1)", "= t.say \"x\"; j ; < "),
    // Damage ends somewhere.
    ("(t.a = 'x", "= t.a; j ; < "), ("\"", "= ; j ; < "), ("", "= ; j ; < "),
  ]) func aCondition(_ text: String, _ expected: String) {
    #expect(shown(text) == expected, "\(text)")
  }

  @Test func everythingNamedIsNeeded() {
    let terms = ConditionTerms("(sum((t.a * u.\"b c\")))")
    #expect(terms.named.map(\.name) == ["a", "b c"])
  }
}
