package vn.sogoc.platform.access;

/** A person with a session. */
record SignedIn(Actor actor, Session session) {}
