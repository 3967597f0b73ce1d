package vn.sogoc.platform.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * The faults of a failed job as its row keeps them: the first few, and without what was found,
 * since that may be what somebody wrote about a person.
 */
final class JobFaults {
  private static final int MOST = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private JobFaults() {}

  private record Kept(String code, int row, String column, String expected) {}

  static @Nullable String write(List<Refusal.Fault> faults) {
    if (faults.isEmpty()) {
      return null;
    }
    List<Kept> kept =
        faults.stream()
            .limit(MOST)
            .map(f -> new Kept(f.code(), f.row(), f.column(), f.expected()))
            .toList();
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain texts can always be written", e);
    }
  }

  /** None where there were none, or where somebody wrote something else into the row. */
  static List<Refusal.Fault> read(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      List<Refusal.Fault> faults = new ArrayList<>();
      for (Kept one : Arrays.asList(JSON.readValue(json, Kept[].class))) {
        faults.add(new Refusal.Fault(one.code(), one.row(), one.column(), one.expected(), ""));
      }
      return faults;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
