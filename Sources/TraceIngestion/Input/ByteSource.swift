/// Where bytes come from, chunk by chunk.
///
/// Sources hold an open file or the state of a decompressor, which must be released exactly once: hence classes.
protocol ByteSource: AnyObject {
  /// Fills the front of a buffer; zero at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int
}

/// Why a source could not go on. What it gave before that is good.
struct InputFault: Error, Hashable, Sendable {
  /// Becomes the diagnostic's id.
  var id: String
  var message: String

  var problem: Problem { id == "unreadable-file" ? .unreadableFile : .damagedCompression }
}

/// Bytes that are in memory already.
final class MemorySource: StoredSource {
  private let bytes: [UInt8]
  private var position = 0
  var storedBytes: Int { bytes.count }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// A source whose first bytes were looked at already and are given out again.
final class PeekedSource: ByteSource {
  private let source: any ByteSource
  /// The bytes looked at.
  let front: [UInt8]
  private var position = 0
  /// What went wrong while looking ahead; it is told once the bytes before it were given out.
  private var deferred: InputFault?

  /// Reads up to `count` bytes ahead.
  init(_ source: any ByteSource, count: Int) {
    self.source = source
    var bytes: [UInt8] = []
    var fault: InputFault?
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { buffer in
      while bytes.count < count, fault == nil {
        do throws(InputFault) {
          let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count - bytes.count)]))
          if got == 0 { break }
          bytes.append(contentsOf: buffer[..<got])
        } catch {
          fault = error
        }
      }
    }
    front = bytes
    deferred = fault
  }

  /// Puts bytes that were read already before the rest of a source.
  init(_ front: [UInt8], then source: any ByteSource, fault: InputFault?) {
    self.front = front
    self.source = source
    deferred = fault
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
    guard position < front.count else {
      if let deferred {
        self.deferred = nil
        throw deferred
      }
      return try source.read(into: buffer)
    }
    let count = min(buffer.count, front.count - position)
    buffer.copyBytes(from: front[position..<position + count])
    position += count
    return count
  }
}
