import CZstd

/// What a zstd file holds: any number of frames, one behind the other (RFC 8878).
final class ZstdSource: ByteSource {
  private let source: any ByteSource
  private let stream: OpaquePointer
  private let input: UnsafeMutableRawBufferPointer
  private var available = ZSTD_inBuffer()
  /// Zero when a frame has just ended.
  private var pending = 0
  /// The collector's older exporter writes the length of each frame in four bytes before it.
  private let isLengthPrefixed: Bool
  private var lengthBytesToSkip = 4

  init(_ source: any ByteSource, isLengthPrefixed: Bool = false) throws(InputFault) {
    self.isLengthPrefixed = isLengthPrefixed
    guard let stream = ZSTD_createDStream() else { throw InputFault(id: "corrupt-zstd", message: "zstd cannot start") }
    self.source = source
    self.stream = stream
    input = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit {
    ZSTD_freeDStream(stream)
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0, output.size > 0 {
      if available.pos == available.size {
        let count = try source.read(into: input)
        available = ZSTD_inBuffer(src: input.baseAddress, size: count, pos: 0)
        if count == 0 {
          guard pending != 0 else { return 0 }
          pending = 0
          throw InputFault(id: "truncated-zstd", message: "the zstd stream ends before it is complete")
        }
      }
      if isLengthPrefixed, pending == 0, lengthBytesToSkip > 0 {
        let skipped = min(lengthBytesToSkip, available.size - available.pos)
        available.pos += skipped
        lengthBytesToSkip -= skipped
        continue
      }
      let status = ZSTD_decompressStream(stream, &output, &available)
      if ZSTD_isError(status) != 0 {
        available.pos = available.size
        pending = 0
        let reason = String(cString: ZSTD_getErrorName(status))
        throw InputFault(id: "corrupt-zstd", message: "the zstd stream is damaged: \(reason)")
      }
      pending = status
      if status == 0 { lengthBytesToSkip = 4 }
    }
    return output.pos
  }
}
