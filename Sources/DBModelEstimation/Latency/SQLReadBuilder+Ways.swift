import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The first rows of an order of which another table says whether they are wanted: they are found
/// through that table and put in order, or in their order, each followed there, until there are
/// enough. Where many rows are wanted by what is asked for the second is cheap, where few are the
/// first; PostgreSQL goes the one way for some values and the other for others.
extension SQLReadBuilder {
  /// The ways besides that through others, where that is one.
  func addWays(
    to read: inout SQLRead,
    _ shape: ReadShape,
    _ pattern: AccessPattern,
    order: [(field: FieldID, isDescending: Bool)],
    wanted: Double
  ) {
    guard isPostgreSQL, !order.isEmpty, !read.led.isEmpty,
      let table = design.table(of: shape.entity)
    else {
      return
    }
    let own = OwnConditions(shape.filter)
    var trees: [SearchedTree] = []
    if let best = own.tree(of: table, order: order, isEnded: true) { trees.append(best) }
    if trees.first?.isOrdered != true,
      let walked = SearchedTree.best(of: table, fixed: [], ranges: [], order: order)
    {
      trees.append(walked)
    }
    for tree in trees {
      var way = search(tree, of: table, shape.filter, own, pattern)
      way.wanted = tree.isOrdered ? wanted : nil
      way.isSorted = !tree.isOrdered
      way.mayMiss = mayMatchFew(shape.filter, wanted: way.wanted, pattern)
      way.limit = wanted
      way.followed = followed(shape, [])
      read.ways.append(way)
    }
  }
}
