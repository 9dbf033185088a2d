internal import CallClassification
internal import TraceModel

/// The distinct shapes met so far. Adding a tree whose shape is known costs one look-up.
public struct ShapeTable: Sendable {
  public private(set) var shapes: [Shape] = []
  /// By the hash of the tree; it is 64 bits wide and seeded, so two shapes never share one in practice.
  private var indices = HashIndex()

  public init() {}

  /// These shapes, for analysis: nothing can be added to them.
  init(listing shapes: [Shape]) { self.shapes = shapes }

  /// The shapes with entries and edges renumbered, in an order that depends on the new numbers alone. For analysis: nothing
  /// can be added to the result.
  func sorted(entries: [UInt32], edges: [UInt32]) -> ShapeTable {
    var order = ShapeOrder()
    var keyed = shapes.map { shape -> (entry: UInt32, tree: UInt64, shape: Shape) in
      var shape = shape
      shape.entry = entries[Int(shape.entry)]
      for index in shape.nodes.indices where shape.nodes[index].edge != ShapeNode.entryEdge {
        shape.nodes[index].edge = edges[Int(shape.nodes[index].edge)]
      }
      let tree = order.sort(&shape.nodes)
      return (shape.entry, tree, shape)
    }
    keyed.sort { ($0.entry, $0.tree) < ($1.entry, $1.tree) }
    var table = ShapeTable()
    table.shapes = keyed.map(\.shape)
    return table
  }

  func find(hash: UInt64) -> Int? { indices.find(hash) { _ in true } }

  mutating func insert(_ shape: Shape, hash: UInt64) -> Int {
    if let index = find(hash: hash) { return index }
    indices.append(hash)
    shapes.append(shape)
    return shapes.count - 1
  }

  /// Counts one unit of work.
  mutating func countOne(_ index: Int, failed: Bool, trace: TraceID) {
    shapes[index].requests += 1
    if failed { shapes[index].errors += 1 }
    shapes[index].exemplars.insert(trace)
  }

  mutating func count(_ index: Int, requests: Int, errors: Int, exemplars: ExemplarSet) {
    shapes[index].requests +|= requests
    shapes[index].errors +|= errors
    shapes[index].exemplars.merge(exemplars)
  }
}
