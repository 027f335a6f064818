import Core
import Vocabulary

/// From the lines of many pictures and drawings to a vocabulary of keyshapes.
package struct KeyshapeTraining: Sendable {
  /// What one picture or drawing gives: the descriptors of its points.
  package static func descriptors(ofPicture lines: LineDrawing) -> Matrix<UInt8> {
    KeyshapePatches(of: lines, in: Frame(picture: lines)).descriptors
  }

  /// Drawings give theirs as large as they are looked for.
  package static func descriptors(ofDrawing lines: LineDrawing) -> Matrix<UInt8> {
    guard let frame = Frame(box: lines, share: DrawingPlacement.all[0].share) else {
      return Matrix(columnCount: KeyshapePatches.dimension)
    }
    return KeyshapePatches(of: lines, in: frame).descriptors
  }

  /// In how many of the pictures of a sample each word occurs.
  package static func documentFrequencies(of sample: TrainingSample, words: [UInt32], wordCount: Int)
    -> [UInt32]
  {
    var frequencies = [UInt32](repeating: 0, count: wordCount)
    for (start, end) in zip(sample.pictureStarts, sample.pictureEnds) {
      for word in Set(words[start..<Int(end)]) { frequencies[Int(word)] += 1 }
    }
    return frequencies
  }
}
