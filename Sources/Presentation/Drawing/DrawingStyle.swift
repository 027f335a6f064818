import Raster

/// The few colours and sizes that all drawings share.
enum DrawingStyle {
  static let ground = Colour(red: 32, green: 33, blue: 37)
  static let text = Colour(red: 240, green: 240, blue: 236)
  static let faintText = Colour(red: 160, green: 162, blue: 168)
  static let emptyCell = Colour(red: 48, green: 50, blue: 55)
  /// The outline of what was proven, and of what was not.
  static let proven = Colour(red: 20, green: 214, blue: 150)
  static let unproven = Colour(red: 176, green: 178, blue: 184)
  static let region = Colour(red: 255, green: 176, blue: 0)

  /// `text`, or as much of its beginning as fits, or with `keepsEnd` of its end, where names of files differ.
  static func shortened(_ text: String, toWidth width: Double, height: Double, keepsEnd: Bool = false)
    -> String
  {
    guard Canvas.textWidth(text, height: height) > width else { return text }
    // Letters have at least two units of twelve, so no more than these can fit.
    let most = max(0, Int(6 * width / height))
    var kept = Array(keepsEnd ? text.suffix(most) : text.prefix(most))
    func shown() -> String { keepsEnd ? ".." + String(kept) : String(kept) + ".." }
    while !kept.isEmpty, Canvas.textWidth(shown(), height: height) > width {
      if keepsEnd { kept.removeFirst() } else { kept.removeLast() }
    }
    return shown()
  }
}
