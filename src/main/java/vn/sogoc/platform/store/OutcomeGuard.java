package vn.sogoc.platform.store;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/**
 * No method answers as if all were well while its transaction is going to be rolled back. An inner
 * method that throws marks the transaction; whoever catches that and goes on would have everything
 * acknowledged and nothing kept, because the outer method then ends without an exception and its
 * transaction quietly rolls back.
 */
class OutcomeGuard {
  /** Inside of the transaction that its own interceptor begins before. */
  private static final int WITHIN = Interceptor.Priority.PLATFORM_BEFORE + 250;

  private final TransactionSynchronizationRegistry transaction;

  OutcomeGuard(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  Object guarded(InvocationContext context) throws Exception {
    boolean isLostAlready = isLost();
    Object result = context.proceed();
    if (!isLostAlready && isLost()) {
      throw new IllegalStateException(
          context.getMethod().getDeclaringClass().getSimpleName()
              + "."
              + context.getMethod().getName()
              + " would answer, and its transaction is rolled back: something it called refused");
    }
    return result;
  }

  private boolean isLost() {
    return transaction.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
  }

  /** For methods that join a transaction or begin one. */
  @Interceptor
  @Transactional
  @Priority(WITHIN)
  static class Joining extends OutcomeGuard {
    Joining(TransactionSynchronizationRegistry transaction) {
      super(transaction);
    }

    @AroundInvoke
    Object around(InvocationContext context) throws Exception {
      return guarded(context);
    }
  }

  /** For methods that always begin one. */
  @Interceptor
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Priority(WITHIN)
  static class Beginning extends OutcomeGuard {
    Beginning(TransactionSynchronizationRegistry transaction) {
      super(transaction);
    }

    @AroundInvoke
    Object around(InvocationContext context) throws Exception {
      return guarded(context);
    }
  }
}
