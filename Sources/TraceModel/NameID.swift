/// A string of a `NameTable`, as its index there.
///
/// Equal identifiers of one table mean equal strings. Identifiers carry no order of their own: sort by the strings.
public struct NameID: Hashable, Sendable {
  public var index: UInt32

  @inlinable
  public init(index: UInt32) {
    self.index = index
  }

  /// The empty string, the first entry of every table. Stands for "not said".
  public static let empty = NameID(index: 0)

  @inlinable
  public var isEmpty: Bool { index == 0 }
}
