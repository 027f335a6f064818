import Core
import DrawingChannel
import GlobalChannel
import InvertedFile
import LocalFeatures
import Raster

/// From a photograph to what drawings are compared with: the keyshapes of its edges, as the row that a vocabulary of keyshapes makes of
/// them.
package final class DrawingDescriber: GlobalDescriber {
  package let path: String
  package let model: KeyshapeModel
  private let edges = EdgeOptions()
  private let reading = DescriptionOptions().reading

  /// That of the file, without its ending.
  package var name: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".slv") ? String(file.dropLast(4)) : file
  }
  package var fingerprint: String { model.fingerprint }
  package var dimension: Int { DrawingRow.byteCount }
  package var featureRecipe: Recipe? { nil }
  /// As pictures are read for local features, mostly, so that ingesting decodes each of them once.
  package var greySide: Int? { FeatureOptions().maxSide }

  /// Opens a vocabulary of keyshapes (`.slv`).
  package init(path: String) throws(RetrievalError) {
    self.path = CollectionOptions.absolute(path)
    do {
      model = try KeyshapeModel(path: path)
    } catch {
      throw RetrievalError(path: error.path, error.message)
    }
  }

  package func vector(of picture: UndecodedPicture, made: MadeParts) throws(RetrievalError) -> ByteVector? {
    let plane = try grey(picture, made).plane.reduced(toSide: edges.side)
    guard let row = model.row(of: LineDrawing(edgesOf: plane, options: edges)) else { return nil }
    return ByteVector(numbers: row.numbers, scale: row.length)
  }

  package func vector(of picture: UndecodedPicture, within region: PictureRegion) throws(RetrievalError)
    -> ByteVector?
  {
    throw RetrievalError(path: picture.name, "a drawing row is of a whole picture, not of a region")
  }

  private func grey(_ picture: UndecodedPicture, _ made: MadeParts) throws(RetrievalError) -> GreyPicture {
    if let grey = made.grey { return grey }
    do {
      return try PictureFile.readGrey(
        bytes: picture.bytes, named: picture.name, maxSide: greySide, options: reading)
    } catch {
      throw RetrievalError(error)
    }
  }
}
