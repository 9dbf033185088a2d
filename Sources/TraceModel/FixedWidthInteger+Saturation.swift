infix operator +| : AdditionPrecedence
infix operator -| : AdditionPrecedence
infix operator *| : MultiplicationPrecedence
infix operator +|= : AssignmentPrecedence

/// Arithmetic on numbers that data can reach: a result that does not fit becomes the nearest one that does.
///
/// Times and counts come from strangers' files and can lie anywhere in 64 bits. A plain `+` would end the program there,
/// and a wrapping one would give a small number where a huge one is meant.
extension FixedWidthInteger {
  /// The sum, or the end of the range that it lies beyond.
  @inlinable
  public static func +| (left: Self, right: Self) -> Self {
    let (sum, isBeyond) = left.addingReportingOverflow(right)
    return isBeyond ? (right < 0 ? .min : .max) : sum
  }

  /// The difference, or the end of the range that it lies beyond.
  @inlinable
  public static func -| (left: Self, right: Self) -> Self {
    let (difference, isBeyond) = left.subtractingReportingOverflow(right)
    return isBeyond ? (right > 0 ? .min : .max) : difference
  }

  /// The product, or the end of the range that it lies beyond.
  @inlinable
  public static func *| (left: Self, right: Self) -> Self {
    let (product, isBeyond) = left.multipliedReportingOverflow(by: right)
    return isBeyond ? ((left < 0) == (right < 0) ? .max : .min) : product
  }

  /// Adds, but stays within the range.
  @inlinable
  public static func +|= (left: inout Self, right: Self) { left = left +| right }
}
