/// A drawing that was read: its strokes as thin lines, whatever pen and paper they came from.
public struct DrawnPicture: Sendable {
  /// Cropped to what is drawn, which reaches all four borders, at a longest side of `DrawingReader.side`.
  public let lines: LineDrawing
  /// What was left out or looks odd, a sentence each.
  public let warnings: [String]

  package init(lines: LineDrawing, warnings: [String] = []) {
    self.lines = lines
    self.warnings = warnings
  }
}
