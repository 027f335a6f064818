/// What pictures of a collection have in common: the means of their grids and of their tallies, of which each counts only as far as it
/// differs.
///
/// Without it pictures that are full of lines, such as houses, would be like every drawing. The mean of few pictures says
/// little, so it is drawn towards nothing.
package struct UsualPicture: Sendable {
  /// Rows that are looked at, at most: evenly over the collection.
  package static let mostRows = 1024
  /// It counts as if so many pictures without lines were among them.
  private static let emptyPictures: Float = 16

  private let model: KeyshapeModel
  private var sum: KeyshapeGrid
  private var tallySum = [Float](repeating: 0, count: KeyshapeTally.kindCount)
  private var count: Float = 0

  package init(model: KeyshapeModel) {
    self.model = model
    sum = KeyshapeGrid(wordCount: model.wordCount)
  }

  /// Counts a picture's row, all of it.
  package mutating func add(_ numbers: UnsafeBufferPointer<Int8>, length: Float) {
    guard length > 0, length.isFinite else { return }
    count += 1
    for entry in KeyshapeRow.entries(numbers) where Int(entry.word) < model.wordCount {
      sum.values[entry.place] += 1 / length
    }
    let tally = UnsafeBufferPointer(rebasing: numbers[DrawingRow.tallyStart..<DrawingRow.byteCount])
    tallySum.withUnsafeMutableBufferPointer { KeyshapeTally.add(tally, to: $0) }
  }

  private var scale: Float { 1 / (count + Self.emptyPictures) }

  /// The mean of the tallies, each of length 1.
  var tally: [Float] { tallySum.map { $0 * scale } }

  /// The mean, spread and blurred as the pictures' grids are.
  var grid: KeyshapeGrid {
    var mean = sum
    for place in mean.values.indices { mean.values[place] *= scale }
    return model.likeness.spread(mean.blurred())
  }
}
