package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/** A device asked nobody, so its words say nothing that only the register knows. */
class DeviceLookTest {
  @Test
  void no_word_of_a_device_says_what_only_the_register_knows() {
    for (Lang lang : Lang.values()) {
      Map<String, String> all = new Messages().all(lang);
      for (String code : DeviceLook.VERDICTS) {
        String own = "web.q.verdict." + code;
        String said =
            all.getOrDefault(own + ".word", all.get("verdict." + code + ".word"))
                + " "
                + all.getOrDefault(own, all.get("verdict." + code + ".sentence"));
        assertThat(said.toLowerCase(Locale.ROOT))
            .as(lang + " " + code)
            .doesNotContain("hợp lệ", "là thật", "còn hiệu lực", "có trong sổ", "vào sổ gốc")
            .doesNotContain("genuine", "in force", "is valid", "in the register", "was entered");
      }
    }
  }
}
