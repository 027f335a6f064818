// Measurements of the drawing channel that need more than the tool shows: the first word says which.
import Glibc

switch CommandLine.arguments.dropFirst().first {
default:
  print("drawing-benchmark: name a measurement")
  exit(2)
}
