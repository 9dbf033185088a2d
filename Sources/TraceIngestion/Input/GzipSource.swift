import CZlib

/// What a gzip file holds: any number of members, one behind the other (RFC 1952).
final class GzipSource: ByteSource {
  private let source: any ByteSource
  private var stream = z_stream()
  private let input: UnsafeMutableRawBufferPointer
  private var isAtEnd = false
  /// Between members the file may end.
  private var isBetweenMembers = true
  private var membersRead = 0

  init(_ source: any ByteSource) throws(InputFault) {
    self.source = source
    input = .allocate(byteCount: 1 << 17, alignment: 16)
    // 15 bits of window, and 16 more to ask for gzip's own header.
    let status = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw InputFault(id: "corrupt-gzip", message: "zlib cannot start (\(status))") }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
    guard !isAtEnd, !buffer.isEmpty else { return 0 }
    let room = min(buffer.count, 1 << 30)
    stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(room)
    while stream.avail_out == UInt32(room) {
      if stream.avail_in == 0, try !refill() {
        isAtEnd = true
        if isBetweenMembers { return 0 }
        throw InputFault(id: "truncated-gzip", message: "the gzip stream ends before it is complete")
      }
      if isBetweenMembers {
        // Zero bytes pad a file to a block; anything else behind the last member is no gzip.
        guard stream.next_in.pointee == 0x1F else { return try padding() }
        isBetweenMembers = false
      }
      let status = inflate(&stream, Z_NO_FLUSH)
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        membersRead += 1
        isBetweenMembers = true
        inflateReset(&stream)
      default:
        isAtEnd = true
        let given = room - Int(stream.avail_out)
        if given > 0 { return deferring(InputFault(id: "corrupt-gzip", message: reason(status)), given) }
        throw InputFault(id: "corrupt-gzip", message: reason(status))
      }
    }
    return room - Int(stream.avail_out)
  }

  private func reason(_ status: Int32) -> String {
    let text = stream.msg.map { String(cString: $0) } ?? "error \(status)"
    return "the gzip stream is damaged in member \(membersRead + 1): \(text)"
  }

  private var deferred: InputFault?

  /// Hands out what was good; the fault follows with the next read.
  private func deferring(_ fault: InputFault, _ count: Int) -> Int {
    deferred = fault
    isAtEnd = false
    return count
  }

  private func padding() throws(InputFault) -> Int {
    isAtEnd = true
    repeat {
      while stream.avail_in > 0 {
        guard stream.next_in.pointee == 0 else {
          throw InputFault(id: "corrupt-gzip", message: "something that is no gzip follows the last member")
        }
        stream.next_in += 1
        stream.avail_in -= 1
      }
    } while try refill()
    return 0
  }

  private func refill() throws(InputFault) -> Bool {
    if let deferred {
      isAtEnd = true
      throw deferred
    }
    let count = try source.read(into: input)
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = UInt32(count)
    return count > 0
  }
}
