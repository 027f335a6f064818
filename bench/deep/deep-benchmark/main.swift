// Measurements of the deep channel that need more than the tool shows: the first word says which.
import Glibc

switch CommandLine.arguments.dropFirst().first {
default:
  print("deep-benchmark: name a measurement")
  exit(2)
}
