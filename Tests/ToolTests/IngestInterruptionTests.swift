import Foundation
import Glibc
import Testing

/// Ingests that are killed, interrupted, without room, or several at once.
@Suite struct IngestInterruptionTests {
  private let samples: CollectionSamples
  private var folder: TemporaryFolder { samples.folder }

  init() throws {
    samples = try CollectionSamples()
  }

  @Test("an ingest that is killed at any moment leaves a sound collection, and the next one ends the work")
  func killed() throws {
    for seed in 4..<40 { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
    for hundredths in [1, 3, 6, 10, 15, 25] {
      _ = try BuiltTool.bash(
        """
        "$tool" ingest c.sight photos --vocabulary a.slv --quiet & sleep 0.\(hundredths < 10 ? "0" : "")\(hundredths)
        kill -9 $! 2>/dev/null; wait; true
        """, in: folder)
      guard try folder.names().contains("c.sight"), try folder.names(in: "c.sight").contains("collection.txt")
      else { continue }
      #expect(try samples.isSound())
    }
    #expect(try samples.run("ingest", "c.sight", "photos", "--vocabulary", "a.slv").status == 0)
    #expect(try samples.info().pictures == 40)
    #expect(try samples.isSound())
  }

  @Test("what a process left that was killed while it made the collection is no foreign file")
  func leftover() throws {
    try folder.write("half a he", to: "c.sight/.collection.txt.77.part")
    let run = try samples.run("ingest", "c.sight", "photos", "--vocabulary", "a.slv")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try samples.info().pictures == 4)
  }

  @Test("two that make a collection at once make one")
  func twoAtOnce() throws {
    let run = try BuiltTool.bash(
      """
      "$tool" ingest c.sight photos/0.png photos/1.png --vocabulary a.slv --quiet & first=$!
      "$tool" ingest c.sight photos/2.png photos/3.png --vocabulary a.slv --quiet; echo $?
      wait $first; echo $?
      """, in: folder)
    #expect(run.text == "0\n0\n", "\(run.errors)")
    #expect(try samples.info().pictures == 4)
    #expect(try samples.isSound())
  }

  /// Runs a command while another program holds the lock, for a second.
  private func whileLocked(_ command: String, then script: String) throws -> BuiltTool.Outcome {
    try BuiltTool.bash(
      """
      exec 9>c.sight/writer.lock; flock 9
      "$tool" \(command) 9>&- & writer=$!
      while ! grep -q waiting .stderr; do sleep 0.05; done
      \(script)
      wait $writer; echo $?
      """, in: folder)
  }

  @Test(
    "a second writer waits and says so",
    arguments: ["ingest c.sight photos", "remove c.sight photos/0.png", "compact c.sight", "check c.sight"])
  func waits(command: String) throws {
    try samples.makeCollection()
    let run = try whileLocked(command, then: "flock -u 9")
    #expect(run.text == "0\n")
    #expect(run.errors.hasPrefix("sightline: c.sight: waiting for another process that writes\n"))
  }

  @Test(
    "waiting ends with an interruption",
    arguments: ["ingest c.sight photos", "remove c.sight photos/0.png", "compact c.sight", "check c.sight"])
  func interrupted(command: String) throws {
    try samples.makeCollection()
    let run = try whileLocked(command, then: "kill -TERM $writer")
    #expect(run.text == "143\n")
    #expect(try samples.info().pictures == 4)
  }

  @Test("without room nothing is lost, and the message says what is missing")
  func fileSizeLimit() throws {
    try #require(
      try samples.run("ingest", "c.sight", "photos/0.png", "--vocabulary", "a.slv").status == 0)
    for seed in 4..<60 { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
    let blocks = try samples.info().bytes / 1024 + 8
    let run = try BuiltTool.bash(#"ulimit -f \#(blocks); "$tool" ingest c.sight photos; echo $?"#, in: folder)
    #expect(run.text == "2\n" && run.errors.contains("no room is left below the limit on file sizes"))
    #expect(run.errors.contains("nothing that was stored before is lost"))
    #expect(try samples.isSound() && samples.info().pictures == 1)
    #expect(try samples.run("ingest", "c.sight", "photos").status == 0)
    #expect(try samples.isSound() && samples.info().pictures == 60)
  }

  @Test("a compaction without room leaves everything as it was")
  func compactionWithoutRoom() throws {
    try samples.makeCollection()
    let files = try folder.names(in: "c.sight")
    let run = try BuiltTool.bash(#"ulimit -f 16; "$tool" compact c.sight; echo $?"#, in: folder)
    #expect(run.text == "2\n" && run.errors.contains("no room is left"))
    #expect(try folder.names(in: "c.sight") == files)
    #expect(try samples.isSound() && samples.info().pictures == 4)
  }

  @Test("a folder that cannot be written", .enabled(if: geteuid() != 0, "root may write everywhere"))
  func readOnly() throws {
    try samples.makeCollection()
    _ = try BuiltTool.bash("chmod -R a-w c.sight", in: folder)
    defer { _ = try? BuiltTool.bash("chmod -R u+w c.sight", in: folder) }
    let run = try samples.run("ingest", "c.sight", "photos")
    #expect(run.status == 2 && run.errors.contains("it cannot be changed here"))
    #expect(try samples.run("info", "c.sight").status == 0)
  }
}
