/// A pattern for paths of files: `*` stands for any characters but `/`, `**` for any at all, `?` for one.
///
/// A pattern without `/` is held against the name of the file, one with it against the path.
struct FilePattern: Hashable, Sendable {
  private let pattern: [UInt8]
  private let isPath: Bool

  init(_ text: String) {
    let text = text.hasPrefix("/") ? text.dropFirst() : text[...]
    pattern = Array(text.utf8)
    isPath = text.contains("/")
  }

  /// Linear in the product of both lengths, so that no pattern takes long.
  func matches(_ path: Substring) -> Bool {
    let name = isPath ? path : path.split(separator: "/").last ?? path
    let text = Array(name.utf8)
    // Which ends of the pattern can be reached with the text so far.
    var reached = open(from: [0])
    for byte in text {
      var next: Set<Int> = []
      for place in reached where place < pattern.count {
        switch pattern[place] {
        case UInt8(ascii: "*"): if isDouble(place) || byte != UInt8(ascii: "/") { next.insert(place) }
        case UInt8(ascii: "?"): if byte != UInt8(ascii: "/") { next.insert(place + 1) }
        default: if pattern[place] == byte { next.insert(place + 1) }
        }
      }
      reached = open(from: next)
    }
    return reached.contains(pattern.count)
  }

  private func isDouble(_ place: Int) -> Bool {
    let star = UInt8(ascii: "*")
    return (place + 1 < pattern.count && pattern[place + 1] == star) || (place > 0 && pattern[place - 1] == star)
  }

  /// Adds the places that are reached without a character: a star may stand for nothing, and `**/` for no directory.
  private func open(from places: Set<Int>) -> Set<Int> {
    var all = places
    var pending = Array(places)
    while let place = pending.popLast() {
      guard place < pattern.count, pattern[place] == UInt8(ascii: "*") else { continue }
      var ends = [place + 1]
      if place + 2 < pattern.count, isDouble(place), pattern[place + 2] == UInt8(ascii: "/") { ends.append(place + 3) }
      for end in ends where all.insert(end).inserted { pending.append(end) }
    }
    return all
  }
}
