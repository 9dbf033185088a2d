#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The stretch of an input that is being looked at: filled at the end, dropped at the front.
///
/// It owns raw memory that a record's bytes are borrowed from, and is therefore a class with a `deinit`.
final class ByteWindow {
  private var storage: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  let source: any ByteSource
  /// Whether the source has ended; nothing follows `bytes` then.
  private(set) var isComplete = false
  /// Bytes read so far.
  private(set) var bytesRead = 0

  init(_ source: any ByteSource, chunk: Int) {
    self.source = source
    let size = max(chunk, 64)
    guard let memory = malloc(size) else { fatalError("no memory for a chunk of \(size) bytes") }
    storage = UnsafeMutableRawBufferPointer(start: memory, count: size)
  }

  deinit { free(storage.baseAddress) }

  /// What has been read and not dropped. Valid until the next call of `fill` or `drop`.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[start..<end]) }

  func drop(_ count: Int) {
    start = min(start + max(count, 0), end)
    if start == end { (start, end) = (0, 0) }
  }

  /// Reads more. The memory doubles when a single record fills it.
  func fill() throws(InputFault) {
    guard !isComplete else { return }
    if start > 0, end == storage.count || start > storage.count / 2 {
      let count = end - start
      storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[start..<end]))
      (start, end) = (0, count)
    }
    if end == storage.count { grow() }
    do {
      // Filled to the brim: pipes hand out little at a time, and the slicer starts a cut record again after each call.
      while end < storage.count {
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[end...]))
        end += count
        bytesRead += count
        if count == 0 {
          isComplete = true
          return
        }
      }
    } catch {
      isComplete = true
      throw error
    }
  }

  private func grow() {
    let size = storage.count * 2
    guard let larger = realloc(storage.baseAddress, size) else { fatalError("no memory for a record of \(size) bytes") }
    storage = UnsafeMutableRawBufferPointer(start: larger, count: size)
  }
}
