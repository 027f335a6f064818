// Measurements of the drawing channel that need more than the tool shows: the first word says which.
import Glibc

do {
  let arguments = Array(CommandLine.arguments.dropFirst(2))
  switch CommandLine.arguments.dropFirst().first {
  case "planted": try PlantedMeasurement(arguments).run()
  case "time": try TimeMeasurement(arguments).run()
  default:
    print("drawing-benchmark: name a measurement")
    exit(2)
  }
} catch {
  print("drawing-benchmark: \(error)")
  exit(2)
}
