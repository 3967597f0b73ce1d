package vn.sogoc.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void a_short_step_is_silent_and_gives_its_result() {
    assertThat(new Progress(out, 60_000).step("Thinking", () -> "thought")).isEqualTo("thought");
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_long_step_is_named_when_it_drags_and_when_it_ends() throws InterruptedException {
    new Progress(out, 1)
        .step(
            "Thinking",
            () -> {
              Thread.sleep(50);
              return true;
            });
    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .first()
        .isEqualTo("sogoc: Thinking ...");
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("Thinking: 0.");
  }
}
