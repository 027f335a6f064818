/// Counts in how many pictures each word occurs.
package enum DocumentFrequencies {
  /// `words` holds the word of each descriptor, picture after picture; `pictureStarts` where each picture's begin,
  /// rising. A picture without descriptors counts as a picture all the same.
  package static func count(words: [UInt32], pictureStarts: [Int], wordCount: Int) -> [UInt32] {
    var frequencies = [UInt32](repeating: 0, count: wordCount)
    var lastPicture = [Int](repeating: -1, count: wordCount)
    for (picture, start) in pictureStarts.enumerated() {
      let end = picture + 1 < pictureStarts.count ? pictureStarts[picture + 1] : words.count
      for word in words[start..<end] where lastPicture[Int(word)] != picture {
        lastPicture[Int(word)] = picture
        frequencies[Int(word)] += 1
      }
    }
    return frequencies
  }
}
