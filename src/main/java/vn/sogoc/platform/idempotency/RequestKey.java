package vn.sogoc.platform.idempotency;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Whose request it is, to which path, and how they named it. */
@Embeddable
record RequestKey(String client, String path, String key) implements Serializable {}
