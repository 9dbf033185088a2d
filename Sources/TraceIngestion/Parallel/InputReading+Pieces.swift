import JSONBridge
import TraceModel

extension InputReading {
  /// Decodes what was found in a piece of an input.
  mutating func decode(_ piece: InputPiece) {
    let bytes = UnsafeRawBufferPointer(piece.bytes)
    for event in piece.events {
      switch event {
      case .record(let record, let line, let byteOffset):
        move(to: line, byteOffset)
        let slice = UnsafeRawBufferPointer(rebasing: bytes[record.range])
        decoder.decode(slice, member: record.member, isExplicit: piece.input.isExplicit)
      case .message(let range, let byteOffset):
        move(to: nil, byteOffset)
        decoder.decodeMessage(UnsafeRawBufferPointer(rebasing: bytes[range]))
      case .signal: decoder.collector.counts.otherSignals += 1
      case .partialTrace(let line, let byteOffset):
        move(to: line, byteOffset)
        decoder.collector.problem(.partialTrace)
      case .slicingFault(let fault): report(fault)
      case .problem(let problem, let detail, let byteOffset):
        move(to: nil, byteOffset)
        decoder.collector.problem(problem, detail: detail)
      case .inputFault(let fault): self.fault(fault, name: piece.input.name)
      }
    }
  }

  private mutating func move(to line: Int?, _ byteOffset: Int) {
    decoder.collector.line = line
    decoder.collector.byteOffset = byteOffset
  }
}
