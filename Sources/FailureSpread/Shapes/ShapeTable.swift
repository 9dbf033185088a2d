internal import CallClassification
internal import TraceModel

/// The distinct shapes met so far. Adding a tree whose shape is known costs one look-up.
public struct ShapeTable: Sendable {
  public private(set) var shapes: [Shape] = []
  /// By the hash of the tree; it is 64 bits wide and seeded, so two shapes never share one in practice.
  private var indices = HashIndex()

  public init() {}

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
    shapes[index].requests += requests
    shapes[index].errors += errors
    shapes[index].exemplars.merge(exemplars)
  }
}
