/// A walk over one JSON document, value by value, that format decoders are written against.
///
/// The reader always stands before a value. Each `read…` and `skip` consumes exactly that value. A read of a value of
/// another kind, or of a number that does not fit, consumes it too and returns nil: decoders ask `kind` first when they
/// want to tell what was there. Members come in document order and are seen once; there is no way back.
///
///     guard reader.enterObject() else { return reader.skip() }
///     while let key = reader.nextMember() {
///       if key.spells("name") { name = reader.readString() } else { reader.skip() }
///     }
///
/// An engine may find out in the middle of a walk that it cannot go on (a scanning engine meets a malformed byte). Then
/// it sets `failure`, every iteration ends and every read returns nil. Whoever started the walk must look at `failure`
/// afterwards and throw away what was decoded.
///
/// Borrowed bytes stay valid until the next call on the reader, and are always unescaped UTF-8.
public protocol JSONReader {
  /// The kind of the value ahead.
  var kind: JSONKind { get }
  /// Why the walk could not go on; nil while all is well.
  var failure: JSONError? { get }
  /// The place of the value ahead, or of the value last read, such as `spans[3].name`. For messages only: it may be slow.
  var path: String { get }

  /// Steps into the object ahead; false, with nothing consumed, when the value ahead is no object.
  mutating func enterObject() -> Bool
  /// The key of the next member of the object entered last, with the reader before its value; nil at the object's end,
  /// with the reader behind the object.
  mutating func nextMember() -> UnsafeRawBufferPointer?
  /// The next member of an object whose members are known by number; nil at its end.
  ///
  /// - Parameter last: the member before, `other` at the object's beginning. Passed from call to call.
  mutating func nextMember<Name: MemberName>(_ guide: MemberGuide<Name>, _ last: inout Name) -> Name?
  /// Steps into the array ahead; false, with nothing consumed, when the value ahead is no array.
  mutating func enterArray() -> Bool
  /// Whether there is another element of the array entered last; false at the array's end, with the reader behind it.
  mutating func nextElement() -> Bool

  /// Consumes the value ahead, whatever it is.
  mutating func skip()
  mutating func readString() -> UnsafeRawBufferPointer?
  mutating func readBoolean() -> Bool?
  /// An integer without loss; also of a number with a fraction of zero.
  mutating func readInteger() -> Int64?
  /// An integer without loss; also of a number with a fraction of zero.
  mutating func readUnsigned() -> UInt64?
  /// A finite number.
  mutating func readDouble() -> Double?

  /// The bytes from the value ahead on; nil when the engine walks over something else.
  var ahead: UnsafeRawBufferPointer? { get }
  /// Consumes the value ahead, whose text is known to be valid and so long. Only where `ahead` is given.
  mutating func skip(byteCount: Int)

  /// Reads an attribute of a form that was met before; nil, with nothing consumed, when none of those expected is ahead.
  ///
  /// - Parameter last: the attribute before, or a number below 8 for the beginning of a list. Passed from call to call.
  mutating func readAttribute<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>?
  /// The same for a member whose value is a text, of the object entered last.
  mutating func nextTextMember<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>?
  /// A member as an attribute to learn; nil when its form is not the plainest, or the engine does not guess.
  func plainMember(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> PlainAttribute?
  /// Reads an attribute of OTLP at a glance; nil, with nothing consumed, when it has not the plainest form, or when the
  /// engine knows no short cut.
  mutating func readPlainAttribute() -> PlainAttribute?
  /// The same for a tag of Jaeger; a number is a whole one of at most 15 digits.
  mutating func readPlainTag() -> PlainAttribute?
}

extension JSONReader {
  @inlinable
  public mutating func nextMember<Name: MemberName>(_ guide: MemberGuide<Name>, _ last: inout Name) -> Name? {
    nextMember().map(guide.find)
  }

  @inlinable
  public var ahead: UnsafeRawBufferPointer? { nil }

  @inlinable
  public mutating func skip(byteCount: Int) { skip() }

  @inlinable
  public mutating func readAttribute<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>? { nil }

  @inlinable
  public mutating func nextTextMember<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>? { nil }

  @inlinable
  public func plainMember(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> PlainAttribute? { nil }

  @inlinable
  public mutating func readPlainAttribute() -> PlainAttribute? { nil }

  @inlinable
  public mutating func readPlainTag() -> PlainAttribute? { nil }

  /// An unsigned integer written as a number or as a decimal string, as protobuf's JSON mapping writes 64 bits.
  @inlinable
  public mutating func readUnsignedText() -> UInt64? {
    if kind == .string { return readString().flatMap(DecimalText.unsigned) }
    return readUnsigned()
  }

  /// A signed integer written as a number or as a decimal string.
  @inlinable
  public mutating func readIntegerText() -> Int64? {
    if kind == .string { return readString().flatMap(DecimalText.signed) }
    return readInteger()
  }
}
