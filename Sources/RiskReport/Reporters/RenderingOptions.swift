/// What a reporter may vary: the looks, never the facts.
public struct RenderingOptions: Sendable, Equatable {
  /// Columns of the text form; fewer than 40 count as 40.
  public var width: Int
  /// Whether the text form uses terminal colours.
  public var colour: Bool
  /// The characters that the text form draws with.
  public var characters: DrawingCharacters
  /// The most rows of each list in the text form; `nil` shows all.
  public var listLimit: Int?
  /// The file of the repository that results point to where a form asks for a place in a file: traces have no line of
  /// source, the policy or the file of traces stands in for it.
  public var artifact: String
  /// Where the nodes of the picture stand; without it the picture falls back on a plain layered layout.
  public var layout: GraphLayout?
  /// So many threads write what is long. The bytes are the same.
  public var threads: Int

  public init(
    width: Int = 80, colour: Bool = false, characters: DrawingCharacters = .unicode, listLimit: Int? = 12,
    artifact: String = "firebreak.yml", layout: GraphLayout? = nil, threads: Int = 1
  ) {
    self.width = width
    self.colour = colour
    self.characters = characters
    self.listLimit = listLimit
    self.artifact = artifact
    self.layout = layout
    self.threads = max(1, threads)
  }
}

/// Which characters lines, bars and marks are made of.
public enum DrawingCharacters: String, Sendable, CaseIterable {
  case unicode
  /// Nothing outside printable ASCII is written, names included.
  case ascii
}
