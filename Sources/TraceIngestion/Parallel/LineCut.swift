/// Whole lines that were read from a file, and how it went.
struct LineCut {
  /// Where the lines are: the memory that was lent, or larger memory in its place.
  var bytes: UnsafeMutableRawBufferPointer
  /// How much of `bytes` is lines.
  var count = 0
  /// Nothing follows.
  var isEnded = false
  /// A line is so long that it is left to the slicer, which needs no line breaks.
  var isTooLong = false
  var fault: InputFault?

  /// A line longer than this is too long.
  private static let longestLine = 16 << 20
}

extension LineCut {
  /// Reads the next whole lines of a file, which no other thread may read meanwhile.
  ///
  /// What is read goes straight to where it is decoded; only the beginning of a line that is not whole is copied, to `rest`.
  init(of file: FileProgress, into buffer: UnsafeMutableRawBufferPointer) {
    bytes = buffer
    var filled = file.rest.count
    while bytes.count < filled + 64 { grow(keeping: 0) }
    bytes.copyBytes(from: file.rest)
    file.rest.removeAll(keepingCapacity: true)
    var searched = 0
    while true {
      fill(from: file.source, &filled)
      if isEnded {
        count = filled
        return
      }
      if let last = LineEnds.last(in: UnsafeRawBufferPointer(rebasing: bytes[searched..<filled])) {
        count = searched + last + 1
        file.rest.append(contentsOf: bytes[count..<filled])
        return
      }
      searched = filled
      guard bytes.count < Self.longestLine else {
        file.rest.append(contentsOf: bytes[..<filled])
        isTooLong = true
        return
      }
      grow(keeping: filled)
    }
  }

  private mutating func fill(from source: any ByteSource, _ filled: inout Int) {
    do throws(InputFault) {
      while filled < bytes.count, !isEnded {
        let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
        filled += got
        if got == 0 { isEnded = true }
      }
    } catch {
      fault = error
      isEnded = true
    }
  }

  private mutating func grow(keeping count: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count * 2, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    bytes.deallocate()
    bytes = larger
  }
}
