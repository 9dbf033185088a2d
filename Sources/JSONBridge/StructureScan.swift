/// Finds where a container or a string ends without building anything, eight bytes at a time.
///
/// It checks only what tells early that a text was cut off or has holes: brackets that do not match, a container where
/// none may start, a line break or a single quote where JSON has none. Everything else is for the parser to find.
public enum StructureScan {
  /// What a scan found.
  public enum Outcome: Hashable, Sendable {
    /// The value ends before this offset.
    case complete(end: Int)
    /// The bytes end inside the value.
    case incomplete
    /// The text is broken at this offset.
    case broken(at: Int, Fault)
  }

  /// The kinds of damage that a scan notices.
  public enum Fault: String, Hashable, Sendable, CaseIterable {
    case lineBreakInString = "a line break inside a string"
    case singleQuote = "a single quote outside of a string"
    case misplacedContainer = "an object or array where none may start"
    case unmatchedBracket = "a closing bracket that matches no opening one"

    public var message: String { rawValue }
  }

  /// The end of the array or object that opens at `start`. Linear, constant memory, no recursion.
  public static func container(in bytes: UnsafeRawBufferPointer, from start: Int) -> Outcome {
    guard let base = bytes.baseAddress else { return .incomplete }
    var position = start
    var depth = 0
    // Which of the innermost 64 containers are objects, the innermost in the lowest bit. Further out than 64 levels from
    // the deepest point the bits are lost, and nothing is checked there.
    var objects: UInt64 = 0
    var deepest = 0
    while let found = nextStructural(base, position, bytes.count) {
      switch bytes[found] {
      case 0x22:
        switch string(in: bytes, from: found) {
        case .complete(let end): position = end
        case let other: return other
        }
        continue
      case 0x27: return .broken(at: found, .singleQuote)
      case 0x7B, 0x5B:
        if depth > 0, depth > deepest - 64, !mayOpen(bytes, at: found, start: start, inObject: objects & 1 == 1) {
          return .broken(at: found, .misplacedContainer)
        }
        depth += 1
        deepest = max(deepest, depth)
        objects = objects << 1 | (bytes[found] == 0x7B ? 1 : 0)
      case 0x7D, 0x5D:
        if depth > deepest - 64, (objects & 1 == 1) != (bytes[found] == 0x7D) {
          return .broken(at: found, .unmatchedBracket)
        }
        depth -= 1
        objects >>= 1
        if depth <= 0 { return .complete(end: found + 1) }
      default: break
      }
      position = found + 1
    }
    return .incomplete
  }

  /// The end of the string whose opening quote is at `start`.
  public static func string(in bytes: UnsafeRawBufferPointer, from start: Int) -> Outcome {
    guard let base = bytes.baseAddress else { return .incomplete }
    let count = bytes.count
    var position = start + 1
    while position < count {
      if position + 8 <= count {
        let word = ByteWord.load(base, position)
        let mask = ByteWord.matches(word, 0x22) | ByteWord.matches(word, 0x5C) | ByteWord.controls(word)
        if mask == 0 {
          position += 8
          continue
        }
        position += ByteWord.first(mask)
      }
      switch bytes[position] {
      case 0x22: return .complete(end: position + 1)
      case 0x5C: position += 2
      case 0x0A: return .broken(at: position, .lineBreakInString)
      default: position += 1
      }
    }
    return .incomplete
  }

  /// Where a single quote stands outside of any string, if one does.
  public static func offsetOfSingleQuote(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var position = 0
    while let found = nextStructural(base, position, bytes.count) {
      if bytes[found] == 0x27 { return found }
      position = found + 1
      if bytes[found] == 0x22 {
        // A string that does not end well is for the parser to report.
        guard case .complete(let end) = string(in: bytes, from: found) else { return nil }
        position = end
      }
    }
    return nil
  }

  /// The next byte that opens, closes or quotes something, at or after `start`, or one that looks like it to a coarse sieve.
  static func nextStructural(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    bytes.baseAddress.flatMap { nextStructural($0, start, bytes.count) }
  }

  private static func nextStructural(_ base: UnsafeRawPointer, _ start: Int, _ count: Int) -> Int? {
    var position = start
    while position + 8 <= count {
      let mask = ByteWord.structural(ByteWord.load(base, position))
      if mask != 0 { return position + ByteWord.first(mask) }
      position += 8
    }
    while position < count {
      switch base.load(fromByteOffset: position, as: UInt8.self) {
      case 0x22, 0x27, 0x7B, 0x7D, 0x5B, 0x5D: return position
      default: position += 1
      }
    }
    return nil
  }

  /// A container may follow a colon, an array's opening bracket, or a comma of an array.
  private static func mayOpen(_ bytes: UnsafeRawBufferPointer, at position: Int, start: Int, inObject: Bool) -> Bool {
    var previous = position - 1
    while previous > start, bytes[previous].isJSONSpace { previous -= 1 }
    switch bytes[previous] {
    case 0x3A: return inObject
    case 0x5B, 0x2C: return !inObject
    default: return false
    }
  }
}
