/// What a drawing and the edges of a photograph are compared by: so many numbers for any lines.
///
/// A vector has the length 1, so that the likeness of two is the sum of products, or is all 0 where there are no lines. The box of the
/// lines is what is described: where it stands and how large it is changes nothing. Numbers are 0 or more: each is the
/// square root of a share, so that a long outline does not hide the others.
package protocol DrawingDescriptor: Sendable {
  /// As it is named on the command line.
  var name: String { get }
  /// Numbers of a vector.
  var dimension: Int { get }

  func vector(of lines: LineDrawing) -> [Float]
}

/// The last step of every descriptor.
enum DescriptorVector {
  /// Square roots of what was counted, then brought to the length 1; nothing stays nothing.
  static func rooted(_ counts: [Float]) -> [Float] {
    normalised(counts.map { $0.squareRoot() })
  }

  static func normalised(_ values: [Float]) -> [Float] {
    let length = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0 else { return values }
    return values.map { Float(Double($0) / length) }
  }
}
