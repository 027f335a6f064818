/// How vectors are put into lists and written as codes.
package struct ProductOptions: Sendable, Equatable {
  /// Inverted lists; about the square root of the number of vectors.
  package var listCount = 1024
  /// Bytes of a code, one for each of as many equal parts of a vector: even, and a divisor of the dimension.
  package var codeByteCount = 64
  /// Rounds of each clustering.
  package var rounds = 10
  /// Vectors that are learned from, drawn by chance where there are more.
  package var sampleCount = 100_000
  package var seed: UInt64 = 1

  package init() {}

  /// What is wrong for vectors of this dimension, in a sentence; `nil` when nothing is.
  func problem(dimension: Int) -> String? {
    if !(2...ProductModel.mostDimensions).contains(dimension) {
      return "product codes are made of vectors of 2 to \(ProductModel.mostDimensions) numbers, not of "
        + "\(dimension): reduce them by a projection first"
    }
    if codeByteCount < 2 || !codeByteCount.isMultiple(of: 2) || !dimension.isMultiple(of: codeByteCount) {
      return "codes of \(codeByteCount) bytes don't divide vectors of \(dimension) numbers into equal parts: "
        + "choose an even divisor of \(dimension)"
    }
    if listCount < 1 || listCount > ProductModel.mostLists {
      return "\(listCount) lists: choose 1 to \(ProductModel.mostLists)"
    }
    return nil
  }
}

/// What a search may cost.
package struct ProductSearchOptions: Sendable, Equatable {
  /// Lists that are looked through, those whose centres are nearest.
  package var probeCount = 32
  /// Vectors of the first look that are looked at again with the whole of their codes.
  package var candidateCount = 400

  package init() {}
}
