package vn.sogoc.issuance.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Doer;

/**
 * A folder from which a gateway sends what it finds. A file is there whole or not at all, and put
 * there twice it is the same file.
 */
final class NoticeSpool {
  private final Path folder;

  NoticeSpool(Path folder) {
    this.folder = folder;
  }

  void put(NoticeRepository.Waiting notice) throws IOException {
    String id = PublicId.of(Notices.ID_KIND, notice.id()).toString();
    String text =
        """
        {"notice":"%s","account":"%s","credential":"%s"}
        """
            .formatted(
                id,
                PublicId.of(Doer.ID_KIND, notice.account()),
                PublicId.of(CredentialRecord.ID_KIND, notice.credential()));
    Files.createDirectories(folder);
    Path half = folder.resolve(id + ".part");
    Files.writeString(half, text, StandardCharsets.UTF_8);
    Files.move(half, folder.resolve(id + ".json"), StandardCopyOption.REPLACE_EXISTING);
  }
}
