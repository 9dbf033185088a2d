extension RecordLayout {
  /// Where a document begins in text whose first member has one of some names; nil when there is none.
  ///
  /// - Parameter end: where the text ends, such as at the end of its line.
  public static func document(
    in text: UnsafeRawBufferPointer, from start: Int, to end: Int, beginningWith names: [String]
  ) -> Int? {
    var position = start
    while position < end, let bracket = text[position..<end].firstIndex(of: 0x7B) {
      position = bracket + 1
      var name = position
      while name < end, text[name] == 0x20 { name += 1 }
      guard name < end, text[name] == 0x22 else { continue }
      name += 1
      let rest = text[name..<end]
      for known in names where rest.starts(with: known.utf8) {
        let quote = name + known.utf8.count
        if quote < end, text[quote] == 0x22 { return bracket }
      }
    }
    return nil
  }
}
