/// How many descriptors a limit of memory has room for, and how many each picture may give.
package struct SampleBudget: Sendable, Equatable {
  /// Beside its own bytes each descriptor needs its word (two copies while a round changes it), its distance
  /// and its place in the list of its word: four bytes each.
  static let bytesBesideDescriptor = 16
  /// More than the two bytes of a packed centre and what stands beside them in any phase. A tighter number would
  /// change which descriptors are left out, and so the words that the same command makes.
  static let bytesForElementOfCentre = 7

  package let byteCount: Int
  package let wordCount: Int

  package init(byteCount: Int, wordCount: Int) {
    self.byteCount = byteCount
    self.wordCount = wordCount
  }

  /// How many descriptors of so many bytes there is room for, beside the words; perhaps none.
  package func descriptorCount(dimension: Int) -> Int {
    let centres = wordCount.multipliedReportingOverflow(by: dimension * Self.bytesForElementOfCentre)
    guard !centres.overflow else { return 0 }
    return max(0, byteCount - centres.partialValue) / (dimension + Self.bytesBesideDescriptor)
  }

  /// The same for each of `pictureCount` pictures whose number of descriptors is not known beforehand.
  ///
  /// - Throws: when there is not even one descriptor a picture, or room for fewer than the words.
  package func quota(pictureCount: Int, dimension: Int) throws(VocabularyError) -> Int {
    let room = descriptorCount(dimension: dimension)
    try checkRoom(room, dimension: dimension)
    guard room >= pictureCount else {
      throw VocabularyError(
        "this memory has room for \(room) descriptors, fewer than the \(pictureCount) pictures; give more with --memory"
      )
    }
    return room / max(1, pictureCount)
  }

  /// The largest quota with which sources of known sizes stay within the room: what the small ones leave goes to
  /// the large ones.
  package func quota(counts: [Int], dimension: Int) throws(VocabularyError) -> Int {
    var room = descriptorCount(dimension: dimension)
    try checkRoom(room, dimension: dimension)
    var left = counts.count
    for count in counts.sorted() {
      guard count <= room / left else { return room / left }
      room -= count
      left -= 1
    }
    return counts.max() ?? 0
  }

  private func checkRoom(_ room: Int, dimension: Int) throws(VocabularyError) {
    guard room < wordCount else { return }
    let needed = wordCount * (dimension * (1 + Self.bytesForElementOfCentre) + Self.bytesBesideDescriptor)
    throw VocabularyError(
      "this memory has room for \(room) descriptors, fewer than the \(wordCount) words; "
        + "give at least --memory \(needed >> 20 + 1)M")
  }
}
