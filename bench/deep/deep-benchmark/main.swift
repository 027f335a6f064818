// Measurements of the deep channel that need more than the tool shows: the first word says which.
import Glibc

let words = Array(CommandLine.arguments.dropFirst(2))
do {
  switch CommandLine.arguments.dropFirst().first {
  case "vectors": try PictureVectors.run(words)
  default:
    print("deep-benchmark: name a measurement: vectors")
    exit(2)
  }
} catch {
  print("deep-benchmark: \(error)")
  exit(2)
}
