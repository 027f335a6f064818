/// How large a picture is, without decoding it.
extension PictureFile {
  /// Width and height after EXIF orientation, from the bytes of a file; `name` is for messages.
  package static func size(
    ofBytes bytes: [UInt8], named name: String, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> (width: Int, height: Int) {
    let size = try PictureDecoding(name: name, maxSide: nil, options: options).viewedSize(bytes)
    return (size.width, size.height)
  }
}
