import GlobalChannel
import InvertedFile
import LocalFeatures
import Raster
import Storage

/// From what is looked for to a vector.
extension Collection {
  /// The vector of a query or its region, as pictures of the collection have theirs; `nil` where there is nothing that one could be
  /// made of. It is the query's as it is: turns and mirrors are for words.
  func queryVector(_ source: QuerySource, _ options: QueryOptions) throws(RetrievalError) -> ByteVector? {
    switch source {
    case .picture(let name): return try storedVector(named: name, options)
    case .file(let path): return try queryVector(UndecodedPicture(.file(path: path)), options)
    case .bytes(let bytes, let name):
      return try queryVector(UndecodedPicture(.bytes(bytes, name: name)), options)
    }
  }

  private func queryVector(
    _ picture: UndecodedPicture, _ options: QueryOptions
  ) throws(RetrievalError) -> ByteVector? {
    guard let describer = try channelDescriber(model: options.model) else { return nil }
    guard let region = options.region else { return try describer.vector(of: picture, made: MadeParts()) }
    return try describer.vector(of: picture, within: region)
  }

  private func storedVector(
    named name: String, _ options: QueryOptions
  ) throws(RetrievalError) -> ByteVector? {
    guard options.region == nil else {
      throw RetrievalError(
        path: name,
        "a picture of the collection is kept with one vector as a whole; query a region of its file instead")
    }
    let snapshot = try snapshot()
    do throws(StorageError) {
      guard let id = try snapshot.picture(named: name) else { return nil }
      return try snapshot.vector(of: id).map { ByteVector($0) }
    } catch {
      throw RetrievalError(error)
    }
  }
}

extension QuerySource {
  /// The same with its bytes in memory, so that a file that is looked at twice is read once.
  func loaded() throws(RetrievalError) -> QuerySource {
    guard case .file(let path) = self else { return self }
    return .bytes(try UndecodedPicture(.file(path: path)).bytes, name: path)
  }
}

extension PictureRegion {
  /// The pixels that it touches of a picture, in which it lies.
  func part(of picture: ColourPicture) -> ColourPicture {
    func pixels(_ start: Double, _ length: Double, of count: Int) -> Range<Int> {
      let first = Int(max(0, min(Double(count - 1), start.rounded(.down))))
      return first..<Int(max(Double(first + 1), min(Double(count), (start + length).rounded(.up))))
    }
    return picture.cropped(
      columns: pixels(x, width, of: picture.width), rows: pixels(y, height, of: picture.height))
  }
}
