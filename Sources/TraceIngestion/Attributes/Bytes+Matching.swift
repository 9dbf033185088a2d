extension UnsafeRawBufferPointer {
  /// Whether the bytes spell an ASCII word, upper and lower case alike. The word is given in lower case.
  func equalsIgnoringCase(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && hasFolded(word, at: 0)
  }

  /// Whether an ASCII word occurs anywhere, upper and lower case alike. The word is given in lower case.
  func containsIgnoringCase(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    for start in 0...(count - length) where hasFolded(word, at: start) { return true }
    return false
  }

  /// Whether the bytes begin with exactly those of a literal.
  func hasPrefix(_ literal: StaticString) -> Bool {
    guard count >= literal.utf8CodeUnitCount else { return false }
    return prefix(literal.utf8CodeUnitCount).elementsEqual(
      UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    )
  }

  private func hasFolded(_ word: StaticString, at start: Int) -> Bool {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for index in letters.indices {
      let byte = self[start + index]
      let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if folded != letters[index] { return false }
    }
    return true
  }
}
