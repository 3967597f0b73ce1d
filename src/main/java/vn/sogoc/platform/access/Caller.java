package vn.sogoc.platform.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose budget a request uses up, and whose repeated requests are one. */
public sealed interface Caller {
  /** A program with a key; a null quota means that nobody counts. */
  record Program(UUID keyId, UUID accountId, @Nullable Integer quota) implements Caller {}

  /** A person with a session. */
  record Member(UUID accountId) implements Caller {}

  /** Anybody else, by network address. */
  record Anonymous(String address) implements Caller {}
}
