package vn.sogoc.tlog;

/**
 * An entry with its place in the log, proved to a cosigned head.
 *
 * @param index from 0
 * @param entry what it says
 */
public record Logged(long index, LogEntry entry) {}
