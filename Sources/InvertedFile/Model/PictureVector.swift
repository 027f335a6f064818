/// One vector of a whole picture, as signed bytes: `numbers[i] · scale` is component i. What it means is for others to know.
package struct PictureVector: Sendable, Equatable {
  package let numbers: [Int8]
  /// Above 0, and finite.
  package let scale: Float

  package init(numbers: [Int8], scale: Float) {
    precondition(scale > 0 && scale.isFinite, "a vector's scale is above 0")
    self.numbers = numbers
    self.scale = scale
  }
}
