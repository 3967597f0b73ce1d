package vn.sogoc.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal.Fault;

/**
 * Reads the fields of a form; what is wrong with one is noted, so that all faults are told at once.
 */
public final class FormFields {
  private FormFields() {}

  /** A field that must have a value, without blanks around it; empty where it has none. */
  public static String required(String field, @Nullable String value, List<Fault> faults) {
    if (value == null || value.isBlank()) {
      faults.add(new Fault("field_missing", 0, field, "a value", ""));
      return "";
    }
    return value.strip();
  }

  /** A day in its one form; nothing for an empty value, which was noted as missing. */
  public static Optional<LocalDate> day(String field, String value, List<Fault> faults) {
    if (!value.isEmpty()) {
      try {
        return Optional.of(LocalDate.parse(value));
      } catch (DateTimeParseException e) {
        faults.add(new Fault("date_format", 0, field, "YYYY-MM-DD", value));
      }
    }
    return Optional.empty();
  }

  /** The content of an uploaded file, whose size the caller has looked at. */
  public static Bytes content(FileUpload upload) {
    try {
      return Bytes.of(Files.readAllBytes(upload.uploadedFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file is not readable", e);
    }
  }
}
