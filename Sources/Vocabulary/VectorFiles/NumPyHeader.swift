/// The header of a NumPy `.npy` file: magic, version, length, and a Python dictionary as text such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 128), }`.
///
/// What is taken: two dimensions, C order, elements '<f4', '<f8' and '|u1'. The rest is refused by name.
enum NumPyHeader {
  /// Enough for every header that names three values.
  static let largestSize = 4096
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func layout(
    _ start: [UInt8], fileSize: Int, path: String
  ) throws(VocabularyError) -> VectorFile.Layout {
    let (text, headerSize) = try header(start, path: path)
    let kind = value(of: "descr", in: text) ?? ""
    guard let element = element(kind) else {
      throw VocabularyError(
        path: path,
        "its elements are \(kind.isEmpty ? "not named" : kind), and only '<f4', '<f8' and '|u1' can be read")
    }
    guard value(of: "fortran_order", in: text) == "False" else {
      throw VocabularyError(
        path: path, "its columns come first (Fortran order); save numpy.ascontiguousarray of it")
    }
    let shape = shape(in: text)
    guard let shape, shape.count == 2 else {
      throw VocabularyError(
        path: path, "descriptors are an array of two dimensions, a row each, not of \(shape?.count ?? 0)")
    }
    guard (1...VectorFile.largestDimension).contains(shape[1]) else {
      throw VocabularyError(path: path, "a dimension of \(shape[1]) cannot be worked with")
    }
    let layout = VectorFile.Layout(
      element: element, dimension: shape[1], rowCount: shape[0], headerSize: headerSize, rowPrefixSize: 0)
    let (size, overflow) = layout.stride.multipliedReportingOverflow(by: shape[0])
    guard !overflow, size <= fileSize - headerSize else {
      throw VocabularyError(
        path: path, "the file is cut short: it has no room for \(shape[0]) rows of \(shape[1])")
    }
    return layout
  }

  /// The dictionary's text and where the numbers begin.
  private static func header(
    _ start: [UInt8], path: String
  ) throws(VocabularyError) -> (text: String, size: Int) {
    guard start.count >= 12, start.starts(with: magic) else {
      throw VocabularyError(path: path, "this is no NumPy file")
    }
    let isShort = start[6] == 1
    guard (1...3).contains(start[6]) else {
      throw VocabularyError(path: path, "version \(start[6]) of the NumPy format is unknown")
    }
    let length =
      isShort
      ? Int(VectorFile.littleEndian(start, at: 8, as: UInt16.self))
      : Int(VectorFile.littleEndian(start, at: 8, as: UInt32.self))
    let textStart = isShort ? 10 : 12
    guard length <= start.count - textStart else {
      throw VocabularyError(path: path, "the file is cut short in its header, or the header is too long")
    }
    return (String(decoding: start[textStart..<textStart + length], as: UTF8.self), textStart + length)
  }

  private static func element(_ kind: String) -> VectorFile.Layout.Element? {
    switch kind {
    case "'<f4'": .float32
    case "'<f8'": .float64
    case "'|u1'", "'<u1'": .byte
    default: nil
    }
  }

  /// The text between `'key':` and the next comma or brace; what is in parentheses is not this function's matter.
  private static func value(of key: String, in text: String) -> String? {
    guard let rest = rest(after: key, in: text) else { return nil }
    let value = rest.prefix { $0 != "," && $0 != "}" }
    return String(value.filter { $0 != " " }).replacingDoubleQuotes()
  }

  private static func shape(in text: String) -> [Int]? {
    guard let rest = rest(after: "shape", in: text)?.drop(while: { $0 == " " }), rest.first == "(",
      let end = rest.firstIndex(of: ")")
    else { return nil }
    var sizes: [Int] = []
    for part in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
      let digits = part.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let size = Int(digits), size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes
  }

  private static func rest(after key: String, in text: String) -> Substring? {
    for quote in ["'", "\""] {
      let name = "\(quote)\(key)\(quote)"
      guard let place = text.firstRange(of: name) else { continue }
      return text[place.upperBound...].drop { $0 == " " || $0 == ":" }
    }
    return nil
  }
}

extension String {
  fileprivate func replacingDoubleQuotes() -> String {
    String(map { $0 == "\"" ? "'" : $0 })
  }
}
