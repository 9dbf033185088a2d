/// Times and durations as tables and consoles write them.
enum RowTime {
  /// A time in nanoseconds since 1970, of a text.
  ///
  /// Takes ISO 8601 with a `T` or a space, up to nine digits of a second's fraction, `Z`, `UTC` or an offset at the end, and
  /// none of these for UTC. A number in a text counts units.
  static func time(_ text: UnsafeRawBufferPointer, _ unit: TimeUnit) -> UInt64? {
    if text.count >= 10, text[4] == 0x2D { return calendar(text) }
    return decimal(text).flatMap { nanoseconds($0.whole, $0.billionths, unit) }
  }

  /// A duration in nanoseconds, of a text: a number of units, or hours, minutes and seconds with colons, after days and a
  /// dot or not.
  static func duration(_ text: UnsafeRawBufferPointer, _ unit: TimeUnit) -> UInt64? {
    if text.contains(0x3A) { return span(text) }
    return decimal(text).flatMap { nanoseconds($0.whole, $0.billionths, unit) }
  }

  /// A number of units as nanoseconds; nil when it does not fit.
  static func nanoseconds(_ whole: UInt64, _ billionths: UInt64 = 0, _ unit: TimeUnit) -> UInt64? {
    let size = size(unit, of: whole)
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: size)
    let (sum, overflow) = product.addingReportingOverflow(billionths * size / 1_000_000_000)
    return isTooLarge || overflow ? nil : sum
  }

  /// The same of a number with a fraction, to the nearest microsecond where it counts seconds.
  static func nanoseconds(_ number: Double, _ unit: TimeUnit) -> UInt64? {
    guard number >= 0, number < 18_000_000_000_000_000_000 else { return nil }
    let scale: (factor: Double, rest: UInt64) =
      switch size(unit, of: UInt64(number)) {
      case 1: (1, 1)
      case 1000: (1000, 1)
      case 1_000_000: (1_000_000, 1)
      default: (1_000_000, 1000)
      }
    let scaled = (number * scale.factor).rounded()
    guard scaled < 18_000_000_000_000_000_000 else { return nil }
    let (product, overflow) = UInt64(scaled).multipliedReportingOverflow(by: scale.rest)
    return overflow ? nil : product
  }

  private static func size(_ unit: TimeUnit, of number: UInt64) -> UInt64 {
    switch unit {
    case .nanoseconds: 1
    case .microseconds: 1000
    case .milliseconds: 1_000_000
    case .seconds: 1_000_000_000
    // Between 1973 and 5138 each unit has its own number of digits.
    case .bySize:
      number >= 100_000_000_000_000_000
        ? 1 : number >= 100_000_000_000_000 ? 1000 : number >= 100_000_000_000 ? 1_000_000 : 1_000_000_000
    }
  }

  /// A number with a fraction or without, exactly, to nine digits behind the point.
  private static func decimal(_ text: UnsafeRawBufferPointer) -> (whole: UInt64, billionths: UInt64)? {
    var position = 0
    guard let whole = digits(text, &position, atMost: 20) else { return nil }
    let billionths = fraction(text, &position)
    return position == text.count ? (whole, billionths) : nil
  }

  private static func calendar(_ text: UnsafeRawBufferPointer) -> UInt64? {
    var position = 0
    guard let year = digits(text, &position, atMost: 4), skip(text, &position, 0x2D),
      let month = digits(text, &position, atMost: 2), skip(text, &position, 0x2D),
      let day = digits(text, &position, atMost: 2), (1970...2553).contains(year), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    var seconds = Int64(days(Int(year), Int(month), Int(day))) * 86_400
    var billionths: UInt64 = 0
    if position < text.count, text[position] == 0x54 || text[position] == 0x20 {
      position += 1
      guard let hour = digits(text, &position, atMost: 2), skip(text, &position, 0x3A),
        let minute = digits(text, &position, atMost: 2), hour < 25, minute < 60
      else { return nil }
      seconds += Int64(hour * 3600 + minute * 60)
      if position < text.count, text[position] == 0x3A {
        position += 1
        guard let second = digits(text, &position, atMost: 2), second < 61 else { return nil }
        seconds += Int64(second)
        billionths = fraction(text, &position)
      }
    }
    guard let offset = offset(text, &position), position == text.count else { return nil }
    let whole = seconds - offset
    guard whole >= 0 else { return nil }
    return nanoseconds(UInt64(whole), billionths, .seconds)
  }

  /// Seconds ahead of UTC; nil for what is no offset.
  private static func offset(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Int64? {
    while position < text.count, text[position] == 0x20 { position += 1 }
    guard position < text.count else { return 0 }
    switch text[position] {
    case 0x5A, 0x7A: position += 1
    case 0x55, 0x75:
      guard UnsafeRawBufferPointer(rebasing: text[position...]).equalsIgnoringCase("utc") else { return nil }
      position += 3
    case 0x2B, 0x2D:
      let isBehind = text[position] == 0x2D
      position += 1
      guard let hours = digits(text, &position, atMost: 2), hours < 24 else { return nil }
      _ = skip(text, &position, 0x3A)
      let minutes = digits(text, &position, atMost: 2) ?? 0
      let seconds = Int64(hours * 3600 + minutes * 60)
      return isBehind ? -seconds : seconds
    default: return nil
    }
    return 0
  }

  /// `1.02:03:04.5` and its shorter forms.
  private static func span(_ text: UnsafeRawBufferPointer) -> UInt64? {
    var position = 0
    guard var hours = digits(text, &position, atMost: 6) else { return nil }
    if skip(text, &position, 0x2E) {
      guard let more = digits(text, &position, atMost: 2) else { return nil }
      hours = hours * 24 + more
    }
    guard skip(text, &position, 0x3A), let minutes = digits(text, &position, atMost: 2),
      skip(text, &position, 0x3A), let seconds = digits(text, &position, atMost: 2)
    else { return nil }
    let billionths = fraction(text, &position)
    guard position == text.count else { return nil }
    return nanoseconds(hours * 3600 + minutes * 60 + seconds, billionths, .seconds)
  }

  private static func fraction(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> UInt64 {
    guard position < text.count, text[position] == 0x2E || text[position] == 0x2C else { return 0 }
    position += 1
    var value: UInt64 = 0
    var count = 0
    while position < text.count, text[position] &- 0x30 < 10 {
      if count < 9 {
        value = value * 10 + UInt64(text[position] - 0x30)
        count += 1
      }
      position += 1
    }
    while count < 9 {
      value *= 10
      count += 1
    }
    return value
  }

  private static func digits(_ text: UnsafeRawBufferPointer, _ position: inout Int, atMost limit: Int) -> UInt64? {
    let start = position
    var value: UInt64 = 0
    while position < text.count, position - start < limit, text[position] &- 0x30 < 10 {
      let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = shifted.addingReportingOverflow(UInt64(text[position] - 0x30))
      guard !isTooLarge, !overflow else { return nil }
      value = sum
      position += 1
    }
    return position > start ? value : nil
  }

  private static func skip(_ text: UnsafeRawBufferPointer, _ position: inout Int, _ byte: UInt8) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }

  /// Days from 1970-01-01 to a day of the Gregorian calendar, counting years from March so that leap days come last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthOfYear = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
