package vn.sogoc.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

class ListCsvTest {
  private static final int PAGE = 1000;
  private static final int ROWS = 2500;

  @Test
  void a_page_is_asked_for_only_when_the_one_before_was_written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> asked = new ArrayList<>();
    ListCsv.write(
        out,
        after -> {
          asked.add(after);
          return page(after);
        });
    assertThat(asked).containsExactly(-1, 999, 1999, 2499);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.getFirst()).startsWith("\uFEFFposition,fullName,");
    for (int i = 0; i < ROWS; i++) {
      assertThat(lines.get(i + 1)).startsWith(i + ",");
    }
  }

  @Test
  void an_empty_list_has_a_header() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ListCsv.write(out, after -> List.of());
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  private static List<PublishedRow> page(int after) {
    return IntStream.range(after + 1, Math.min(ROWS, after + 1 + PAGE))
        .mapToObj(i -> new PublishedRow(i, Digest.sha256(new byte[] {(byte) i}), Optional.empty()))
        .toList();
  }
}
