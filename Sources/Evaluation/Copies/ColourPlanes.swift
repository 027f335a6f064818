import Raster

/// A picture in colour as three planes of floats, so that what is done to it one after the other is rounded once.
struct ColourPlanes {
  /// Red, green, blue.
  var channels: [Plane]

  init(_ picture: ColourPicture) {
    channels = (0..<3).map { channel in
      Plane(
        width: picture.width, height: picture.height,
        pixels: stride(from: channel, to: picture.bytes.count, by: 3).map { Float(picture.bytes[$0]) })
    }
  }

  var width: Int { channels[0].width }
  var height: Int { channels[0].height }
  var picture: ColourPicture { ColourPicture(red: channels[0], green: channels[1], blue: channels[2]) }

  /// What a view shows of it, interpolated bilinearly, and `ground` where it ends.
  func seen(in view: CopyView, ground: ColourPlanes) -> ColourPlanes {
    var result = ground
    let (right, bottom) = (Double(width) - 0.5, Double(height) - 0.5)
    for y in 0..<view.height {
      for x in 0..<view.width {
        let place = view.originalFromCopy.apply(Double(x), Double(y))
        guard place.x >= -0.5, place.y >= -0.5, place.x <= right, place.y <= bottom else { continue }
        for channel in 0..<3 {
          result.channels[channel][x, y] = channels[channel].bilinear(Float(place.x), Float(place.y))
        }
      }
    }
    return result
  }

  mutating func changeChannels(_ change: (Plane) -> Plane) { channels = channels.map(change) }
}
