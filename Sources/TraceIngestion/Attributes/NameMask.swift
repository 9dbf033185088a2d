import TraceModel

/// Replaces the identifiers in span names, paths and destinations, so that one operation has one name.
///
/// Only names that hold a digit (or look like a broker's temporary queue) are looked at more closely. What is masked, a
/// piece being what stands between slashes and spaces:
/// - a piece of a path that is all digits, and anywhere a whole number of five digits or more between separators;
/// - a UUID, eight or more hexadecimal digits of which two are decimal ones, and other long mixtures of letters and digits;
/// - the random tail of `amq.gen-…` and `amq.rabbitmq.reply-to.…`.
/// Kept are names with a number at their end or start (`service5`, `redis-0`, `v1`, `s3`, `oauth2`), ports, and templates.
struct NameMask: Sendable {
  /// What a piece is replaced by, the same as in the templates of routes.
  static let placeholder = Array("{id}".utf8)

  private var scratch: [UInt8] = []

  /// Names as they were written and their masked forms, for the few thousand that recur; those of paths apart.
  private var known = (names: NameTable(), masked: [NameID.empty])
  private var knownPaths = (names: NameTable(), masked: [NameID.empty])
  private static let knownLimit = 4096

  /// The masked form of a name in a table of names. All calls must be with the same table.
  mutating func intern(_ name: UnsafeRawBufferPointer, isPath: Bool, in names: inout NameTable) -> NameID {
    guard Self.needsLook(name) else { return names.intern(name) }
    let raw = isPath ? Int(knownPaths.names.intern(name).index) : Int(known.names.intern(name).index)
    if isPath {
      if raw < knownPaths.masked.count { return knownPaths.masked[raw] }
    } else {
      if raw < known.masked.count { return known.masked[raw] }
    }
    let id = withMasked(name, isPath: isPath) { names.intern($0) }
    if isPath { knownPaths.masked.append(id) } else { known.masked.append(id) }
    // Names that hardly recur would only fill memory.
    if known.masked.count > Self.knownLimit { known = (NameTable(), [.empty]) }
    if knownPaths.masked.count > Self.knownLimit { knownPaths = (NameTable(), [.empty]) }
    return id
  }

  /// Lends the masked bytes, or the given ones when there is nothing to mask.
  mutating func withMasked<Result>(
    _ name: UnsafeRawBufferPointer, isPath: Bool, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard Self.needsLook(name) else { return body(name) }
    scratch.removeAll(keepingCapacity: true)
    var start = 0
    var inPath = isPath
    var index = 0
    while index <= name.count {
      if index == start, let tail = Self.temporaryTail(UnsafeRawBufferPointer(rebasing: name[start...])) {
        // The tail may be base64, which has slashes: it goes on to the next space.
        scratch.append(contentsOf: name[start..<start + tail])
        scratch.append(contentsOf: Self.placeholder)
        index = name[start...].firstIndex(of: 0x20) ?? name.count
        start = index
      }
      let atEnd = index == name.count
      if atEnd || name[index] == 0x2F || name[index] == 0x20 {
        append(UnsafeRawBufferPointer(rebasing: name[start..<index]), isSegment: inPath)
        if !atEnd {
          scratch.append(name[index])
          inPath = isPath || name[index] == 0x2F
        }
        start = index + 1
      }
      index += 1
    }
    return scratch.withUnsafeBytes(body)
  }

  private static func needsLook(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let base = name.baseAddress else { return false }
    if name.count < 8 {
      for byte in name where isDigit(byte) || byte == 0x71 { return true }
      return false
    }
    var offset = 0
    while offset < name.count - 8 {
      if hasDigitOrQ(base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) { return true }
      offset += 8
    }
    return hasDigitOrQ(base.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self))
  }

  /// Whether one of eight bytes is a digit or the letter q. Sums of bytes below 128 never carry.
  @inline(__always)
  private static func hasDigitOrQ(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let low = word & ~tops
    let digits = (low &+ ones &* 0x50) & ~(low &+ ones &* 0x46)
    let difference = low ^ (ones &* 0x71)
    let letters = ~(difference &+ ones &* 0x7F)
    return (digits | letters) & ~word & tops != 0
  }

  private mutating func append(_ piece: UnsafeRawBufferPointer, isSegment: Bool) {
    if piece.first == 0x7B, piece.last == 0x7D {
      scratch.append(contentsOf: piece)
      return
    }
    if isSegment, !piece.isEmpty, piece.allSatisfy(Self.isDigit) {
      scratch.append(contentsOf: Self.placeholder)
      return
    }
    if Self.isIdentifier(piece) {
      scratch.append(contentsOf: Self.placeholder)
      return
    }
    appendTokens(of: piece)
  }

  /// Masks the tokens of a piece that separators other than slash and space set apart.
  private mutating func appendTokens(of piece: UnsafeRawBufferPointer) {
    var start = 0
    var index = 0
    while index <= piece.count {
      if index == piece.count || Self.isSeparator(piece[index]) {
        // A UUID's hyphens are separators too, so it is tried first.
        if start + 36 <= piece.count, Self.isUUID(UnsafeRawBufferPointer(rebasing: piece[start..<start + 36])) {
          scratch.append(contentsOf: Self.placeholder)
          index = start + 36
        } else {
          let token = UnsafeRawBufferPointer(rebasing: piece[start..<index])
          let isPort = start > 0 && piece[start - 1] == 0x3A
          if !isPort, Self.isIdentifier(token) {
            scratch.append(contentsOf: Self.placeholder)
          } else {
            scratch.append(contentsOf: token)
          }
        }
        if index < piece.count { scratch.append(piece[index]) }
        start = index + 1
      }
      index += 1
    }
  }

  /// Where the random part of a broker's temporary queue begins.
  private static func temporaryTail(_ piece: UnsafeRawBufferPointer) -> Int? {
    if piece.count > 11, piece.hasPrefix("spring.gen-") { return 11 }
    if piece.count > 7, piece.hasPrefix("_INBOX.") { return 7 }
    if let mark = anonymousMark(piece) { return mark }
    guard piece.hasPrefix("amq") else { return nil }
    if piece.count > 8, piece.hasPrefix("amq.gen-") { return 8 }
    if piece.count > 9, piece.hasPrefix("amq.ctag-") { return 9 }
    if piece.count > 22, piece.hasPrefix("amq.rabbitmq.reply-to.") { return 22 }
    return nil
  }

  /// How long a name is up to the end of `.anonymous.`, which Spring puts before the made-up part.
  private static func anonymousMark(_ piece: UnsafeRawBufferPointer) -> Int? {
    let mark: StaticString = ".anonymous."
    guard let first = piece.firstIndex(where: { $0 == 0x2E || $0 == 0x20 }), piece[first] == 0x2E else { return nil }
    var place = first
    while place + mark.utf8CodeUnitCount < piece.count, piece[place] != 0x20 {
      if piece[place] == 0x2E, UnsafeRawBufferPointer(rebasing: piece[place...]).hasPrefix(mark) {
        return place + mark.utf8CodeUnitCount
      }
      place += 1
    }
    return nil
  }

  private static func isIdentifier(_ token: UnsafeRawBufferPointer) -> Bool {
    guard token.count >= 5 else { return false }
    var digits = 0
    var hexadecimal = 0
    var upper = 0
    var letters = 0
    var runs = 0
    var run = 0
    var longestRun = 0
    for byte in token {
      if isDigit(byte) {
        digits += 1
        hexadecimal += 1
        if run == 0 { runs += 1 }
        run += 1
        longestRun = max(longestRun, run)
        continue
      }
      run = 0
      switch byte {
      case 0x61...0x66: hexadecimal += 1
      case 0x41...0x46:
        hexadecimal += 1
        upper += 1
      case 0x47...0x5A: upper += 1
      case 0x67...0x7A: break
      default: return token.count == 36 && isUUID(token)
      }
      letters += 1
    }
    if digits == token.count { return true }
    if digits < 1 { return false }
    if hexadecimal == token.count { return token.count >= 8 && digits >= 2 }
    if token.count >= 8, upper == letters { return true }
    if token.count >= 12, runs >= 3 { return true }
    return token.count >= 10 && longestRun >= 6
  }

  private static func isUUID(_ token: UnsafeRawBufferPointer) -> Bool {
    guard token.count == 36 else { return false }
    for (index, byte) in token.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == 0x2D else { return false }
      } else {
        guard isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66) else { return false }
      }
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D, 0x5F, 0x2E, 0x3A, 0x3B, 0x2C, 0x3D, 0x28, 0x29, 0x5B, 0x5D, 0x23, 0x7C, 0x40, 0x26, 0x3F, 0x2B, 0x22,
      0x27, 0x7E:
      true
    default: false
    }
  }
}
