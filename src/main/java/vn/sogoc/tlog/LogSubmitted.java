package vn.sogoc.tlog;

/** Told inside this node when entries were put into the outbox, so that nobody waits for a tick. */
record LogSubmitted() {}
