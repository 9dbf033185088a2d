/// What numbers in files may be.
public enum DataBounds {
  /// Larger counts are no counts of spans or requests; sums of as many as a file can hold still fit into 64 bits.
  public static let largestCount = 1_000_000_000_000
}
