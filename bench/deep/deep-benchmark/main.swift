// Measurements of the deep channel that need more than the tool shows: the first word says which.
import Glibc

do {
  switch CommandLine.arguments.dropFirst().first {
  case "vectors": try VectorsMeasurement(Array(CommandLine.arguments.dropFirst(2))).run()
  case "picture-vectors": try PictureVectors.run(Array(CommandLine.arguments.dropFirst(2)))
  case "local-features": try LocalFeatureTime.run(Array(CommandLine.arguments.dropFirst(2)))
  default:
    print("deep-benchmark: name a measurement")
    exit(2)
  }
} catch {
  print("deep-benchmark: \(error)")
  exit(2)
}
