/**
 * Floor 2, inside platform. How messages to people outside leave the registry: by a folder from
 * which a gateway for mail and SMS takes them ({@link vn.sogoc.platform.gateway.Gateway} is the
 * door).
 *
 * <p>This package owns the files in that folder until the gateway takes them, and no table. Whoever
 * has a message to send keeps it sealed in a row of its own, leaves it here in the transaction that
 * forgets it, and does so again after a crash: the name of the file is that of the row, so the
 * gateway finds one message.
 */
@NullMarked
package vn.sogoc.platform.gateway;

import org.jspecify.annotations.NullMarked;
