package vn.sogoc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void json_is_one_object_a_program_can_read() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(new Figure("core-sign", 12345.678, "1/s", 50000).json());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("name", "value", "unit", "bound", "ratio");
    assertThat(json.get("ratio").asDouble()).isEqualTo(0.2469);
  }

  @Test
  void a_line_is_as_wide_as_its_head() {
    assertThat(new Figure("core-verify", 9876, "1/s", 12000).line()).hasSameSizeAs(Figure.head());
  }
}
