package vn.sogoc.platform.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has read already. Many small things that are done in one transaction ask the
 * same questions about keys and mandates; in a transaction that says so each is read once. It ends
 * with the transaction, so nothing is remembered from one to the next.
 */
@ApplicationScoped
public class ReadOnce {
  private final TransactionSynchronizationRegistry transaction;

  ReadOnce(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  /** What was read, by question; a type of its own so that nothing else finds it. */
  private static final class Memory {
    private final Map<Object, Object> answers = new HashMap<>();
    private final Set<Object> locks = new HashSet<>();
  }

  /** From here on the running transaction reads the same only once; it writes none of it. */
  public void begin() {
    if (memory() == null) {
      transaction.putResource(Memory.class, new Memory());
    }
  }

  /**
   * The answer to a question, read where this transaction has not read it yet.
   *
   * @param question equal for equal questions, such as a record
   */
  @SuppressWarnings("unchecked")
  public <T> T once(Object question, Supplier<T> read) {
    Memory memory = memory();
    if (memory == null) {
      return read.get();
    }
    Object known = memory.answers.get(question);
    if (known == null) {
      known = read.get();
      memory.answers.put(question, known);
    }
    return (T) known;
  }

  /**
   * Keeps an answer that was read together with others, for whoever asks that question alone later
   * in this transaction; without effect in one that keeps none.
   */
  public void known(Object question, Object answer) {
    Memory memory = memory();
    if (memory != null) {
      memory.answers.put(question, answer);
    }
  }

  /**
   * Takes a lock after which everything is read anew. A second time it is held already, and what
   * was read under it stays true.
   */
  public void locked(Object lock, Runnable take) {
    Memory memory = memory();
    if (memory == null) {
      take.run();
    } else if (!memory.locks.contains(lock)) {
      take.run();
      memory.answers.clear();
      memory.locks.add(lock);
    }
  }

  private @Nullable Memory memory() {
    return transaction.getTransactionStatus() == Status.STATUS_ACTIVE
        ? (Memory) transaction.getResource(Memory.class)
        : null;
  }
}
