/// One kind of imperfection of the data, with its number and the first places where it was met.
///
/// A diagnostic never stops the analysis: the valid rest is used, and the report counts the loss.
public struct Diagnostic: Hashable, Sendable {
  /// A stable kebab-case name, such as `invalid-trace-id`.
  public var id: String
  /// What is wrong and what was expected, in one sentence without the place.
  public var message: String
  /// What the reader can do about it; may be empty.
  public var advice: String
  /// How often it was met.
  public var count: Int
  /// The first places in input order, at most `Diagnostic.exampleLimit`.
  public var examples: [DataLocation]
  /// Whether data was lost: records or spans that could not be used.
  public var isLoss: Bool

  public static let exampleLimit = 3

  public init(
    id: String, message: String, advice: String = "", count: Int = 1, examples: [DataLocation] = [], isLoss: Bool
  ) {
    self.id = id
    self.message = message
    self.advice = advice
    self.count = count
    self.examples = examples
    self.isLoss = isLoss
  }
}
