/// Our own letters: printable ASCII as strokes on a small grid, so that text needs no font file and is sharp at
/// any height.
///
/// A glyph is written as strokes divided by spaces; a stroke is a list of points of two characters each, column
/// and row. Columns 0 to 6 (most glyphs end at 4), rows 0 (top of capitals) to 8 (base line) and 10, written `a`
/// (bottom of descenders); small letters begin at row 3.
enum StrokeFont {
  struct Glyph {
    let strokes: [[Point]]
    /// The last column that the glyph uses.
    let width: Double
  }

  /// The distance between two glyphs, and the line's height, in units of the grid: half a unit of margin above and the rest below.
  static let spacing = 2.0
  static let lineHeight = 12.0

  /// The glyph of a character; anything but printable ASCII is shown as a question mark.
  static func glyph(of scalar: Unicode.Scalar) -> Glyph {
    let index = Int(scalar.value) - 32
    return glyphs.indices.contains(index) ? glyphs[index] : glyphs[31]
  }

  private static let glyphs: [Glyph] = descriptions.map(parse)

  private static func parse(_ description: String) -> Glyph {
    let strokes = description.split(separator: " ").map { stroke -> [Point] in
      let digits = stroke.compactMap(\.hexDigitValue).map(Double.init)
      let points = Swift.stride(from: 0, to: digits.count - 1, by: 2).map {
        Point(x: digits[$0], y: digits[$0 + 1])
      }
      return points.count == 1 ? points + points : points
    }
    return Glyph(strokes: strokes, width: strokes.joined().map(\.x).max() ?? 1)
  }

  /// From space to tilde, in the order of ASCII.
  private static let descriptions = [
    "", "0005 08", "0002 2022", "1018 3038 0343 0646",
    "413010010314344547381807 2028", "0840 0001111000 3738484737", "480201102031320507182846", "0002",
    "20020628", "00222608", "2125 0244 0442", "2226 0444",
    "171809", "0434", "08", "0830",
    "100107183847413010 0741", "022028 0848", "01103041430848", "01103041433424 344547381807",
    "38300545", "400003334447381807", "4130100107183847453404", "004018",
    "14344341301001031405071838474534", "0718384741301001031444", "04 08", "14 171809",
    "320538", "0343 0646", "023508", "01103041422425 28",
    "4323264643 466661501001071858", "082048 1535", "0434454738080030414334", "4130100107183847",
    "00082846422000", "40000848 0434", "400008 0434", "41301001071838474424",
    "0008 4048 0444", "0020 1018 0828", "4047381807", "0008 400448",
    "000848", "0800346068", "08004840", "100107183847413010",
    "08003041433404", "100107183847413010 2649", "08003041433404 2448", "413010010314344547381807",
    "0040 2028", "000718384740", "002840", "0018345860",
    "0048 4008", "002440 2428", "00400848", "20000828",
    "0038", "00202808", "032043", "0949",
    "0012", "0413334448 45150607183847", "0008 0413334447381807", "4433130407183847",
    "4048 4433130407183847", "064644331304071848", "30201118 0333", "4433130407183847 43493a1a09",
    "0008 0413334448", "0308 01", "23291a0a 21", "0008 330638",
    "000718", "0308 0413233438 3443536468", "0308 0413334448", "130407183847443313",
    "030a 0413334447381807", "434a 4433130407183847", "0308 052333", "4433130447381807",
    "11172838 0333", "0307183847 4348", "032843", "0318355863",
    "0348 4308", "0328 43281a0a", "03430848", "20111304151728",
    "000a", "00111324151708", "05143544",
  ]
}
