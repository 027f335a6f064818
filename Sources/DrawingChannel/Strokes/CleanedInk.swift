/// Ink without what is no part of a drawing: specks, a frame around it, and the table beside a photographed page.
struct CleanedInk {
  private(set) var mask: LineMask
  private(set) var hadFrame = false

  /// Pieces below this share of the picture's longest side are specks.
  private static let speck = 0.012
  /// A frame keeps to a margin of this share of each side.
  private static let margin = 0.08
  /// What is left without a frame has at least this share of the picture's longest side.
  private static let leastDrawing = 0.12

  /// `isCropped`: the borders of the mask are those of what is drawn, and not of a sheet, so that touching them says nothing.
  init(_ ink: LineMask, isCropped: Bool = false) {
    mask = ink
    let longest = max(ink.width, ink.height)
    let all = ink.components
    let speck = max(3, Int(Self.speck * Double(longest)))
    let pieces = all.filter { $0.extent >= speck }
    // A drawing of nothing but specks is for others to judge.
    guard !pieces.isEmpty else { return }
    for piece in all where piece.extent < speck { erase(piece) }
    let frames = pieces.filter { Self.isFrame($0, of: ink, isCropped) }
    let rest = pieces.filter { !Self.isFrame($0, of: ink, isCropped) }
    let isDrawn = Double(rest.map(\.extent).max() ?? 0) >= Self.leastDrawing * Double(longest)
    guard !frames.isEmpty, isDrawn else { return }
    hadFrame = true
    for frame in frames { erase(frame) }
  }

  private mutating func erase(_ piece: MaskComponent) {
    for place in piece.places { mask.ink[place] = 0 }
  }

  /// A line around everything, or something along a border of the sheet: a part of a frame, or what lies beyond a page's edge.
  private static func isFrame(_ piece: MaskComponent, of ink: LineMask, _ isCropped: Bool) -> Bool {
    let (marginX, marginY) = (margin * Double(ink.width), margin * Double(ink.height))
    let isWide = Double(piece.right - piece.left) > Double(ink.width) - 2 * marginX
    let isHigh = Double(piece.bottom - piece.top) > Double(ink.height) - 2 * marginY
    let touches =
      piece.left == 0 || piece.top == 0 || piece.right == ink.width - 1 || piece.bottom == ink.height - 1
    guard isWide && isHigh || (isWide || isHigh) && touches && !isCropped else { return false }
    let inside = piece.places.count { place in
      let (x, y) = (Double(place % ink.width), Double(place / ink.width))
      return x > marginX && x < Double(ink.width - 1) - marginX && y > marginY
        && y < Double(ink.height - 1) - marginY
    }
    // A drawing that fills the picture has most of its lines inside.
    return Double(inside) < 0.05 * Double(piece.places.count)
  }
}
