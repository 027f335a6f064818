import CKernels
import Glibc

/// The instruction sets that the hot kernels are compiled for. All give the same results, bit by bit.
public enum ProcessorPath: String, Sendable, CaseIterable {
  /// What every processor of the architecture has (SSE2, NEON).
  case baseline
  case avx2
  case avx512

  /// Its kernels, or `nil` where this processor lacks the instructions.
  package var kernels: SLKernels? {
    sl_kernels_of_path(rawValue)?.pointee
  }

  /// The name of the environment variable that asks for a path.
  public static let environmentVariable = "SIGHTLINE_CPU"

  /// Why the path asked for by the environment cannot be taken, in a sentence; `nil` when nothing is wrong.
  public static var environmentProblem: String? {
    guard let wanted = environmentValue else { return nil }
    let known = allCases.map(\.rawValue).joined(separator: ", ")
    guard let path = ProcessorPath(rawValue: wanted) else {
      return "\(environmentVariable)=\(wanted) is no instruction set that Sightline knows (\(known))"
    }
    return path.kernels == nil ? "\(environmentVariable)=\(wanted): this processor has no \(wanted)" : nil
  }

  static var environmentValue: String? {
    getenv(environmentVariable).map { String(cString: $0) }
  }
}

/// The kernels in use: those of `SIGHTLINE_CPU` when it names a path that this processor has, the fastest
/// otherwise. Chosen once.
package let kernels: SLKernels =
  ProcessorPath.environmentValue.flatMap { ProcessorPath(rawValue: $0)?.kernels } ?? sl_best_kernels().pointee

/// The instruction set in use, for people to read.
public var processorPathInUse: String { String(cString: kernels.name) }
