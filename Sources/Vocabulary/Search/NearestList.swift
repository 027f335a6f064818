/// The few nearest words of one row so far, in the caller's memory: rising by distance, equal distances by word.
struct NearestList {
  let words: UnsafeMutablePointer<UInt32>
  let squaredDistances: UnsafeMutablePointer<Int32>
  let capacity: Int

  func clear() {
    words.update(repeating: noWord, count: capacity)
    squaredDistances.update(repeating: .max, count: capacity)
  }

  /// The distance that a word must not exceed to be worth offering.
  @inline(__always) var limit: Int32 { squaredDistances[capacity - 1] }

  /// Takes a word in if it is among the nearest. No word may be offered twice.
  @inline(__always) func offer(_ word: UInt32, _ distance: Int32) {
    guard distance <= limit else { return }
    insert(word, distance)
  }

  private func insert(_ word: UInt32, _ distance: Int32) {
    var place = capacity
    while place > 0, precedes(word, distance, place - 1) { place -= 1 }
    guard place < capacity else { return }
    var last = capacity - 1
    while last > place {
      words[last] = words[last - 1]
      squaredDistances[last] = squaredDistances[last - 1]
      last -= 1
    }
    words[place] = word
    squaredDistances[place] = distance
  }

  private func precedes(_ word: UInt32, _ distance: Int32, _ place: Int) -> Bool {
    distance < squaredDistances[place] || (distance == squaredDistances[place] && word < words[place])
  }
}
