import Glibc

// With `copies` the copies of a collection's pictures; without an argument measures of rankings from standard input, for comparison
// with another program: a JSON object a line, {"ranking": […], "positives": […], "junk": […]}, gives a JSON object a line.

func fail(_ message: String) -> Never {
  let line = Array("evaluation-benchmark: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(2)
}

if CommandLine.arguments.dropFirst().first == "copies" {
  do {
    print(
      String(decoding: try CopiesMeasurement(Array(CommandLine.arguments.dropFirst(2))).run(), as: UTF8.self))
  } catch {
    fail("\(error)")
  }
  exit(0)
}

var lineNumber = 0
while let line = readLine() {
  lineNumber += 1
  do {
    print(String(decoding: try JudgedLine(line).measures, as: UTF8.self))
  } catch {
    fail("ranking \(lineNumber): \(error)")
  }
}
