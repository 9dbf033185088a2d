/// One kept fact of a span: a key and its value as text.
public struct Attribute: Hashable, Sendable {
  public var key: AttributeKey
  public var value: NameID

  @inlinable
  public init(_ key: AttributeKey, _ value: NameID) {
    self.key = key
    self.value = value
  }
}
