internal import CallClassification

/// The distinct shapes met so far. Adding a tree whose shape is known costs one look-up.
public struct ShapeTable: Sendable {
  public private(set) var shapes: [Shape] = []
  /// By the hash of the tree; it is 64 bits wide and seeded, so two shapes never share one in practice.
  private var indices: [UInt64: Int] = [:]

  public init() {}

  func find(hash: UInt64) -> Int? { indices[hash] }

  mutating func insert(_ shape: Shape, hash: UInt64) -> Int {
    if let index = indices[hash] { return index }
    indices[hash] = shapes.count
    shapes.append(shape)
    return shapes.count - 1
  }

  mutating func count(_ index: Int, requests: Int, errors: Int, exemplars: ExemplarSet) {
    shapes[index].requests += requests
    shapes[index].errors += errors
    shapes[index].exemplars.merge(exemplars)
  }
}

