import Glibc
import Raster
import SyntheticScenes

let clock = ContinuousClock()
var pictures: [ColourPicture] = []
for number in 0..<24 {
  let scene = Scene(number: number, ofCollection: 1)
  let start = clock.now
  let p = scene.picture()
  print(scene.kind, clock.now - start)
  pictures.append(p)
  let f = fopen("/tmp/sc_\(number).ppm", "wb")
  fputs("P6\n\(p.width) \(p.height)\n255\n", f)
  p.bytes.withUnsafeBufferPointer { _ = fwrite($0.baseAddress, 1, $0.count, f) }
  fclose(f)
}
let s = PictureLayout.sheet(pictures, captions: (0..<24).map { "object \($0) Qq@#" }, columns: 4, cellWidth: 400, cellHeight: 300)
let f = fopen("/tmp/sc_sheet.ppm", "wb")
fputs("P6\n\(s.width) \(s.height)\n255\n", f)
s.bytes.withUnsafeBufferPointer { _ = fwrite($0.baseAddress, 1, $0.count, f) }
fclose(f)
