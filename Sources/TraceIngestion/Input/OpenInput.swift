import TraceModel

/// One input while it is read, and what is known of it as a whole.
///
/// A class: whichever thread is at work on the input notes here what it learns. Threads pass it on under the feed's lock.
final class OpenInput: @unchecked Sendable {
  let file: InputFile
  private let stored: any StoredSource
  /// What follows cannot be read, and nobody knows how much that is.
  var isIncomplete = false
  /// Text that is no JSON looks as if spans were in it.
  var looksLikeSpans = false
  /// What it is, when that is nothing that is read.
  var foreign: ForeignContents?
  /// Nothing but white space.
  var isEmpty = false

  init(_ file: InputFile, _ stored: any StoredSource) {
    self.file = file
    self.stored = stored
  }

  var name: String { file.name }
  var isExplicit: Bool { file.isExplicit }
  /// Its size as it is stored.
  var storedBytes: Int { stored.storedBytes }
}

/// A source of bytes as they are stored, not of those that they are unpacked to.
protocol StoredSource: ByteSource {
  /// How many there are; of a pipe, how many came.
  var storedBytes: Int { get }
}
