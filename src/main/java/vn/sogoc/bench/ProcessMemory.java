package vn.sogoc.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of the memory of a process. */
final class ProcessMemory {
  private ProcessMemory() {}

  /** Most resident memory so far in kilobytes (proc(5), VmHWM); 0 where nobody tells. */
  static long peakKilobytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has ended, or there is no such file
    }
  }
}
