/**
 * Floor 2. Work that outlives a request: one table, claimed with {@code for update skip locked},
 * run by bounded platform threads of any node.
 *
 * <p>Who owns a run: the node that raised the row's epoch last. Every write of a run happens in
 * {@link vn.sogoc.platform.jobs.JobRun#commit}, which locks the job's row, compares the epoch and
 * saves the position in the same transaction; a node that was taken for dead therefore writes
 * nothing. What a crash does: the lease ends, another node (or this one, restarted) claims the row
 * with a higher epoch and the handler goes on from the saved step. Handlers are written to be run
 * again from the last step that committed. A {@link vn.sogoc.kernel.Refusal} ends a job as failed
 * under its stable name, save one with status 503; that and anything unexpected is tried again,
 * ever more slowly, a bounded number of times without progress.
 *
 * <p>Lease times are the database's, so that the clocks of two nodes need not agree.
 */
@NullMarked
package vn.sogoc.platform.jobs;

import org.jspecify.annotations.NullMarked;
