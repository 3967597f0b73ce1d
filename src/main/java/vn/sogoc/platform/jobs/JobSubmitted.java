package vn.sogoc.platform.jobs;

/**
 * Told inside this node when a submission has committed, so that no worker need wait for its next
 * look.
 */
record JobSubmitted() {}
