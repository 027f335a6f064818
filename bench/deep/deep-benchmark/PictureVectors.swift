import Core
import GlobalChannel
import Glibc
import LocalFeatures
import Raster

/// `deep-benchmark picture-vectors MODEL LIST OUT.npy`: the vector of each line of LIST by a projection file or a network's recipe.
///
/// A line is a path, behind it perhaps a box (left, top, right, bottom in pixels) after spaces. A model of local features gets the features of a
/// `.oxford` file whose centres lie in the box; a network the picture, cut to the box. Rows of zeros are pictures without a vector. Seconds a
/// picture, reading left out, go to standard output.
enum PictureVectors {
  static func run(_ words: [String]) throws {
    guard words.count == 3 else { return print("deep-benchmark picture-vectors MODEL LIST OUT.npy") }
    let model = try GlobalModel(path: words[0])
    let list = try MappedFile(path: words[1]).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    var rows: [Float] = []
    var seconds = 0.0
    let lines = list.split(separator: "\n")
    for line in lines {
      let (vector, taken) = try vector(of: Entry(line), by: model)
      rows += vector ?? [Float](repeating: 0, count: model.dimension)
      seconds += taken
    }
    try write(rows, columns: model.dimension, to: words[2])
    print(seconds / Double(max(1, lines.count)))
  }

  private struct Entry {
    var path: String
    var box: [Float]?

    init(_ line: Substring) {
      let fields = line.split(separator: " ")
      path = String(fields.first ?? "")
      box = fields.count == 5 ? fields.dropFirst().compactMap { Float($0) } : nil
    }
  }

  private static func vector(of entry: Entry, by model: GlobalModel) throws -> ([Float]?, Double) {
    let bytes = try MappedFile(path: entry.path).withUnsafeBytes { Array($0) }
    switch model.source {
    case .localFeatures:
      let features = try OxfordFormat.decode(bytes, named: entry.path, measurementRegion: 1)
      guard case .bytes(let rows) = chosen(features, in: entry.box) else { return (nil, 0) }
      return timed { model.vector(ofDescriptors: rows) }
    case .network:
      guard let box = entry.box else {
        return try timed { try model.vector(ofPicture: bytes, named: entry.path) }
      }
      let picture = try PictureFile.readColour(bytes: bytes, named: entry.path)
      return try timed { try model.vector(of: cut(picture, to: box)) }
    }
  }

  private static func timed<Result>(_ work: () throws -> Result) rethrows -> (Result, Double) {
    let start = ContinuousClock.now
    let result = try work()
    return (result, (ContinuousClock.now - start) / .seconds(1))
  }

  private static func chosen(_ features: FeatureSet, in box: [Float]?) -> Descriptors {
    guard let box, case .bytes(let all) = features.descriptors else { return features.descriptors }
    var rows = Matrix<UInt8>(columnCount: all.columnCount)
    for (index, region) in features.regions.enumerated()
    where region.x >= box[0] && region.x < box[2] && region.y >= box[1] && region.y < box[3] {
      rows.append(row: all[index])
    }
    return .bytes(rows)
  }

  /// The pixels from the box's rounded left and top up to its rounded right and bottom.
  private static func cut(_ picture: ColourPicture, to box: [Float]) -> ColourPicture {
    let left = max(0, Int(box[0].rounded())), top = max(0, Int(box[1].rounded()))
    let right = min(picture.width, Int(box[2].rounded())), bottom = min(picture.height, Int(box[3].rounded()))
    var bytes: [UInt8] = []
    for y in top..<bottom {
      bytes += picture.bytes[3 * (y * picture.width + left)..<3 * (y * picture.width + right)]
    }
    return ColourPicture(width: right - left, height: bottom - top, bytes: bytes)
  }

  private static func write(_ rows: [Float], columns: Int, to path: String) throws {
    var header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows.count / max(1, columns)), \(columns)), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let length = header.utf8.count
    let start = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
    let bytes = rows.withUnsafeBytes { Array($0) }
    try ReplacementFile.write(start + Array(header.utf8) + bytes, toPath: path)
  }
}
