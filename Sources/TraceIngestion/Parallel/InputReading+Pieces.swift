import TraceModel

extension InputReading {
  /// Decodes what was found in a piece of an input.
  mutating func decode(_ piece: InputPiece) {
    let bytes = UnsafeRawBufferPointer(piece.bytes)
    // Only inputs of which it is known what they are get into pieces.
    var steps = StepHandling(isExplicit: piece.input.input.isExplicit, isTrace: true, isEmpty: false)
    for event in piece.events { handle(event, in: bytes, &steps, piece.input.input) }
  }
}
