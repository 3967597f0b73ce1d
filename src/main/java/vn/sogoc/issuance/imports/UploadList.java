package vn.sogoc.issuance.imports;

import java.nio.file.Path;
import vn.sogoc.issuance.PrepareBatch;

/**
 * A file and the decision it falls under.
 *
 * @param file where it was put; gone after the request
 * @param size in bytes
 * @param particulars what all rows share, without the file
 */
public record UploadList(Path file, long size, PrepareBatch particulars) {}
