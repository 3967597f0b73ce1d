package vn.sogoc.document.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;

/** A template as a program asks for it, for tests elsewhere. */
public final class PlainTemplate {
  private PlainTemplate() {}

  /** Of a kind, for all days from 2020 on, without pictures. */
  public static Map<String, Object> of(String kind) {
    return of(kind, null);
  }

  /** The same with a background. */
  public static Map<String, Object> of(String kind, @Nullable String background) {
    TemplateAsked asked =
        TemplateResponse.asked(
            kind,
            LocalDate.of(2020, 1, 1),
            null,
            PlainDesign.of(Catalogue.load().kind(kind).orElseThrow()));
    Map<String, Object> body =
        new ObjectMapper().convertValue(asked, new TypeReference<Map<String, Object>>() {});
    if (background != null) {
      body.put("background", background);
    }
    return body;
  }
}
