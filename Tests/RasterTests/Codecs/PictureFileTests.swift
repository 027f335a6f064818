import Foundation
import Raster
import Testing

@Suite("Picture files on the disk")
final class PictureFileTests {
  private let folder = NSTemporaryDirectory() + "raster-tests-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    // A folder that stays behind in the temporary directory harms nobody.
    try? FileManager.default.removeItem(atPath: folder)
  }

  @Test(
    "a PNG comes back as it was written, a JPEG nearly", arguments: ["a.png", "b.PNG", "c.jpg", "d.jpeg"])
  func writing(name: String) throws {
    let path = folder + "/" + name
    let picture = TestPictures.smooth(width: 33, height: 21)
    try PictureFile.write(picture, toPath: path)
    let read = try PictureFile.readColour(atPath: path)
    #expect(largestDifference(read, picture) <= (name.lowercased().hasSuffix("png") ? 0 : 12))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
  }

  @Test("a plane is rounded and clipped")
  func plane() throws {
    let path = folder + "/plane.png"
    let plane = Plane(width: 6, height: 1, pixels: [-7, 0.49, 0.5, 254.6, 300, .nan])
    try PictureFile.write(plane, toPath: path)
    #expect(try PictureFile.readGrey(atPath: path).plane.pixels == [0, 0, 1, 255, 255, 0])
  }

  @Test("an ending that is not known is refused with the ones that are")
  func ending() throws {
    let picture = ColourPicture(width: 1, height: 1)
    for name in ["a.gif", "a", "a.png/b"] {
      #expect {
        try PictureFile.write(picture, toPath: folder + "/" + name)
      } throws: { error in
        "\(error)".contains("must be .png, .jpg or .jpeg")
      }
    }
  }

  @Test("a file is replaced whole, keeps its mode, and a link to it stays a link")
  func replacing() throws {
    let (path, link) = (folder + "/file", folder + "/link")
    try PictureFile.writeBytes([1, 2, 3], toPath: path)
    #expect(chmod(path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try PictureFile.writeBytes([4, 5], toPath: link)
    #expect(try PictureFile.readBytes(atPath: path) == [4, 5])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["file", "link"])
  }

  @Test("a device is written to, not replaced")
  func device() throws {
    try PictureFile.writeBytes([1, 2, 3], toPath: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("what cannot be written to says why")
  func unwritable() throws {
    #expect(throws: RasterError(.unwritable, path: folder, "is a directory: give the name of a file")) {
      try PictureFile.writeBytes([1], toPath: folder)
    }
    let path = folder + "/missing/file"
    #expect(throws: RasterError(.unwritable, path: path, "cannot be written: no such directory")) {
      try PictureFile.writeBytes([1], toPath: path)
    }
  }

  @Test("what cannot be read says why in one clause")
  func unreadable() throws {
    func reason(_ path: String) -> String? {
      do {
        _ = try PictureFile.readGrey(atPath: path)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(reason(folder) == "is a directory, not a picture")
    #expect(reason(folder + "/none.jpg") == "no such file")
    try PictureFile.writeBytes([], toPath: folder + "/empty.jpg")
    #expect(reason(folder + "/empty.jpg") == "the file is empty")
    #expect(reason(folder + "/empty.jpg/x") == "a part of the path is not a directory")
    try PictureFile.writeBytes(Array("Hello".utf8), toPath: folder + "/text.jpg")
    #expect(reason(folder + "/text.jpg")?.hasPrefix("is not a picture") == true)
  }

  @Test("a file that may not be read says so", .enabled(if: geteuid() != 0, "root may read everything"))
  func forbidden() throws {
    let path = folder + "/forbidden.png"
    try PictureFile.writeBytes([1], toPath: path)
    #expect(chmod(path, 0) == 0)
    #expect(throws: RasterError(.unreadable, path: path, "no permission")) {
      try PictureFile.readGrey(atPath: path)
    }
  }

  @Test(
    "files of every length are read to their last byte", arguments: [1, 511, 512, 513, 65536, 66048, 66049])
  func lengths(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try PictureFile.writeBytes(bytes, toPath: folder + "/bytes")
    #expect(try PictureFile.readBytes(atPath: folder + "/bytes") == bytes)
  }
}
