internal import JSONBridge
internal import RiskReport

/// A form in which a difference can be written.
public enum DifferenceFormat: String, Sendable, CaseIterable {
  /// For a terminal.
  case text
  /// Every change with its counts and how likely chance makes it.
  case json
  /// For a pull request.
  case markdown

  /// The form that a file's name asks for, by its ending.
  public init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "txt": self = .text
    case "json": self = .json
    case "md": self = .markdown
    default: return nil
    }
  }
}

extension Difference {
  /// The difference in one form: equal differences give equal bytes.
  public func rendered(as format: DifferenceFormat) -> String {
    switch format {
    case .text: text
    case .json: json
    case .markdown: markdown
    }
  }

  private var json: String {
    do {
      return Wording.inertJSON(String(decoding: try JSONCoding.encode(self), as: UTF8.self))
    } catch {
      return "{\"error\": \"a value of the difference cannot be written as JSON\"}\n"
    }
  }
}
