import Core

/// The members of an object of a recipe, taken one by one; those that nobody took are unknown, and refused.
///
/// Messages name a member by the way to it: `input.mean`.
struct RecipeFields {
  private let object: JSONObject
  private let prefix: String
  private let path: String
  private var taken: Set<String> = []

  init(_ object: JSONObject, prefix: String = "", path: String) {
    self.object = object
    self.prefix = prefix
    self.path = path
  }

  func error(_ key: String, _ message: String) -> NetworkError {
    NetworkError(path: path, "\(prefix)\(key) \(message)")
  }

  mutating func take(_ key: String) -> JSONValue? {
    taken.insert(key)
    return object[key]
  }

  /// - Throws: the first member that was not taken.
  func finish() throws(NetworkError) {
    guard let unknown = object.keys.first(where: { !taken.contains($0) }) else { return }
    throw error(
      unknown, "is no part of a recipe here, which may have: \(taken.sorted().joined(separator: ", "))")
  }

  mutating func text(_ key: String) throws(NetworkError) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.string, !text.isEmpty, !text.utf8.contains(0) else {
      throw error(key, "must be a text")
    }
    return text
  }

  mutating func number(_ key: String, _ range: ClosedRange<Double>) throws(NetworkError) -> Double? {
    guard let value = take(key) else { return nil }
    guard let number = value.number, range.contains(number) else {
      throw error(key, "must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  mutating func integer(_ key: String, _ range: ClosedRange<Int>) throws(NetworkError) -> Int? {
    guard let value = take(key) else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw error(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// One of the words of an enumeration.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(NetworkError) -> Word? where Word.RawValue == String {
    guard let value = take(key) else { return nil }
    guard let word = value.string.flatMap({ Word(rawValue: $0) }) else {
      throw error(key, "must be one of: \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }

  /// A number for all, or a list of so many.
  mutating func numbers(
    _ key: String, count: Int, _ range: ClosedRange<Double>
  ) throws(NetworkError) -> [Double]? {
    guard let value = take(key) else { return nil }
    if let number = value.number, range.contains(number) { return Array(repeating: number, count: count) }
    let numbers = (value.array ?? []).compactMap(\.number).filter(range.contains)
    guard numbers.count == count, value.array?.count == count else {
      throw error(
        key, "must be a number, or \(count) of them, from \(range.lowerBound) to \(range.upperBound)")
    }
    return numbers
  }

  /// A list of one to sixteen numbers.
  mutating func list(_ key: String, _ range: ClosedRange<Double>) throws(NetworkError) -> [Double]? {
    guard let value = take(key) else { return nil }
    let numbers = (value.array ?? []).compactMap(\.number).filter(range.contains)
    guard (1...16).contains(numbers.count), numbers.count == value.array?.count else {
      throw error(key, "must be a list of numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return numbers
  }

  /// The fields of a member that is an object.
  mutating func fields(_ key: String) throws(NetworkError) -> RecipeFields? {
    guard let value = take(key) else { return nil }
    guard let object = value.object else { throw error(key, "must be an object { … }") }
    return RecipeFields(object, prefix: "\(prefix)\(key).", path: path)
  }

  /// All members of an object that may have any.
  mutating func members(_ key: String) throws(NetworkError) -> [(key: String, value: JSONValue)] {
    guard let value = take(key) else { return [] }
    guard let object = value.object else { throw error(key, "must be an object { … }") }
    return Array(zip(object.keys, object.values))
  }

  func missing(_ key: String) -> NetworkError { error(key, "is missing, and a recipe needs it") }
}
