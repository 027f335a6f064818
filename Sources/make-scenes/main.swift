import Glibc

// make-scenes: pictures with known geometry, for measurements and for people to look at.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.contains("--help") || arguments.contains("-h") {
  print(Options.usage)
  exit(0)
}
do {
  try Commands.run(try Options(arguments: arguments))
} catch {
  let message = Array("make-scenes: \(error)\n".utf8)
  _ = write(STDERR_FILENO, message, message.count)
  exit(2)
}
