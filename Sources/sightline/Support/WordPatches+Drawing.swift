import LocalFeatures
import Raster
import Vocabulary

/// Second pass: the pictures are read again and the chosen patches cut out, so that memory holds only those.
extension WordPatches {
  /// The patches of each row, in the order of `shown`.
  func cut(_ shown: [[Occurrence]], _ maker: FeatureMaker) throws(ToolError) -> [[Plane]] {
    var wanted: [Int: [(row: Int, occurrence: Occurrence)]] = [:]
    for (row, occurrences) in shown.enumerated() {
      for occurrence in occurrences { wanted[occurrence.picture, default: []].append((row, occurrence)) }
    }
    var rows = [[Plane]](repeating: [], count: shown.count)
    for picture in wanted.keys.sorted() {
      try Interruption.check()
      let grey: GreyPicture
      do {
        grey = try PictureFile.readGrey(atPath: pictures[picture].path, maxSide: maker.maxSide)
      } catch {
        continue
      }
      for (row, occurrence) in wanted[picture] ?? [] {
        rows[row].append(Self.patch(of: occurrence.region, in: grey, radius: maker.measurementRegion))
      }
    }
    return rows
  }

  /// The described region, the region's own vertical upwards.
  static func patch(of region: LocalRegion, in grey: GreyPicture, radius: Float) -> Plane {
    let scaleX = Float(grey.plane.width) / Float(grey.originalWidth)
    let scaleY = Float(grey.plane.height) / Float(grey.originalHeight)
    return grey.plane.patch(
      x: (region.x + 0.5) * scaleX - 0.5, y: (region.y + 0.5) * scaleY - 0.5,
      xx: region.xx * scaleX * radius, xy: region.xy * scaleX * radius, yx: region.yx * scaleY * radius,
      yy: region.yy * scaleY * radius, side: side)
  }
}

/// The picture: a row a word, its number and how often it occurs on the left.
extension WordPatches {
  private static let gap = 4
  private static let captionWidth = 150
  private static let ground = Colour(red: 250, green: 250, blue: 248)

  static func draw(_ rows: [Row], of vocabulary: Vocabulary) -> ColourPicture {
    let step = side + gap
    let columns = rows.map(\.patches.count).max() ?? 1
    var canvas = Canvas(
      width: captionWidth + columns * step + gap, height: rows.count * step + gap, filledWith: ground)
    for (index, row) in rows.enumerated() {
      let top = gap + index * step
      draw(caption(of: row, in: vocabulary), top: top, on: &canvas)
      for (column, patch) in row.patches.enumerated() {
        canvas.place(ColourPicture(grey: patch), atX: captionWidth + column * step, y: top)
      }
    }
    return canvas.picture
  }

  private static func caption(of row: Row, in vocabulary: Vocabulary) -> [String] {
    [
      "word \(row.word)",
      "in \(vocabulary.documentFrequency(of: row.word)) of \(vocabulary.trainingPictureCount)",
      "\(row.count) here",
    ]
  }

  private static func draw(_ lines: [String], top: Int, on canvas: inout Canvas) {
    for (index, line) in lines.enumerated() {
      canvas.drawText(
        line, atX: Double(gap), y: Double(top + 16 * index), height: 14, colour: Palette.outline)
    }
  }
}
