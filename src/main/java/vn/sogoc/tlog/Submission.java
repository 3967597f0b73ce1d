package vn.sogoc.tlog;

import java.util.UUID;

/**
 * An entry on its way into the log.
 *
 * @param event random; its event is logged once, however often it is submitted
 * @param entry in its final bytes
 */
public record Submission(UUID event, LogEntry entry) {}
