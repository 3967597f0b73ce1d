package vn.sogoc.issuance.prints;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Printing;
import vn.sogoc.platform.jobs.JobState;

/** A print as the API has it. */
@Schema(name = "Print")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrintResponse(
    String id,
    String batch,
    @Schema(enumeration = {"zip", "pdf", "overprint"}) String form,
    @Schema(description = "of an overprint: the setting that it is made with")
        @Nullable Setting setting,
    int part,
    @Schema(description = "first row of the batch in it, from 1") int firstRow,
    int rows,
    @Schema(description = "rows without a document, because it was taken back or replaced")
        int leftOut,
    @Schema(enumeration = {"waiting", "making", "ready", "failed"}) String state,
    String askedBy,
    Instant askedAt,
    @Schema(description = "the job that makes it, for its progress") @Nullable String job,
    @Schema(description = "SHA-256 of the file") @Nullable String digest,
    @Nullable Long size,
    @Schema(description = "where the file is, once it is made") @Nullable String content,
    @Schema(description = "until when it is kept; after that it is made anew") Instant expires) {

  static PrintResponse of(PrintView print) {
    return new PrintResponse(
        print.id().toString(),
        print.batch().toString(),
        print.form().code(),
        print.setting().map(Setting::of).orElse(null),
        print.part(),
        print.firstRow(),
        print.rows(),
        print.leftOut(),
        state(print),
        print.askedBy(),
        print.askedAt(),
        print.job() == null ? null : print.job().id().toString(),
        print.file().map(file -> file.digest().hex()).orElse(null),
        print.file().map(PrintView.File::size).orElse(null),
        print.file().map(file -> "/api/v1/prints/" + print.id() + "/content").orElse(null),
        print.expires());
  }

  /** How a printer puts a page onto a blank, as it was kept when the print was asked for. */
  @Schema(name = "PrintSetting")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Setting(
      @Schema(description = "name of the printer, where one was named") @Nullable String printer,
      @Schema(description = "mm that everything is moved to the right") BigDecimal right,
      @Schema(description = "mm downwards") BigDecimal down,
      @Schema(description = "per cent, 100 as it is") BigDecimal stretch) {
    static Setting of(PrintView.Setting setting) {
      Printing printing = setting.printing();
      return new Setting(
          setting.printer(),
          BigDecimal.valueOf(printing.right(), 1),
          BigDecimal.valueOf(printing.down(), 1),
          BigDecimal.valueOf(printing.stretch(), 1));
    }
  }

  private static String state(PrintView print) {
    if (print.file().isPresent()) {
      return "ready";
    }
    JobState state = print.job() == null ? JobState.FAILED : print.job().state();
    return switch (state) {
      case QUEUED, PAUSED -> "waiting";
      case RUNNING, RECORDED, DONE -> "making";
      case FAILED -> "failed";
    };
  }

  /** Prints of a batch. */
  @Schema(name = "PrintList")
  record Many(List<PrintResponse> data) {
    Many {
      data = List.copyOf(data);
    }
  }
}
