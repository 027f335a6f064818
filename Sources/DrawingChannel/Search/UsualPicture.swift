/// What pictures of a collection have in common: the mean of their grids, of which each counts only as far as it differs.
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
  private var count: Float = 0

  package init(model: KeyshapeModel) {
    self.model = model
    sum = KeyshapeGrid(wordCount: model.wordCount)
  }

  /// Counts a picture's row.
  package mutating func add(_ numbers: UnsafeBufferPointer<Int8>, length: Float) {
    guard length > 0, length.isFinite else { return }
    count += 1
    for entry in KeyshapeRow.entries(numbers) where Int(entry.word) < model.wordCount {
      sum.values[Int(entry.word) * KeyshapeGrid.cellCount + Int(entry.cell)] += 1 / length
    }
  }

  /// The mean, spread and blurred as the pictures' grids are.
  var grid: KeyshapeGrid {
    var mean = sum
    let scale = 1 / (count + Self.emptyPictures)
    for place in mean.values.indices { mean.values[place] *= scale }
    return model.likeness.spread(mean.blurred())
  }
}
