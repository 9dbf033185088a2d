/// What a cursor remembers of the objects that it is in: the hashes of their members' names, for noticing a member that
/// occurs twice. Kept from document to document.
///
/// A class because it owns raw memory that readers borrow; one serves one thread.
public final class CursorMemory {
  /// Names of all open objects together.
  @usableFromInline static let nameLimit = 4096
  /// Names of one object. More are compared too slowly one by one: such a document is left to the other engine.
  @usableFromInline static let objectLimit = 256
  @usableFromInline static let depthLimit = 60

  @usableFromInline let names: UnsafeMutablePointer<UInt64>
  @usableFromInline let starts: UnsafeMutablePointer<Int>
  /// By depth: a bit for each name noted in the open object. Where it is not set, the name is new.
  @usableFromInline let filters: UnsafeMutablePointer<UInt64>
  /// By depth: a bit for each member that was told by its number.
  @usableFromInline let guided: UnsafeMutablePointer<UInt64>

  public init() {
    names = .allocate(capacity: Self.nameLimit)
    starts = .allocate(capacity: Self.depthLimit)
    filters = .allocate(capacity: Self.depthLimit)
    guided = .allocate(capacity: Self.depthLimit)
    names.initialize(repeating: 0, count: Self.nameLimit)
    starts.initialize(repeating: 0, count: Self.depthLimit)
    filters.initialize(repeating: 0, count: Self.depthLimit)
    guided.initialize(repeating: 0, count: Self.depthLimit)
  }

  deinit {
    names.deallocate()
    starts.deallocate()
    filters.deallocate()
    guided.deallocate()
  }
}
