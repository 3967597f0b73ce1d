/**
 * The contract of the API as OpenAPI. It is generated from the endpoints, completed here while the
 * program is built, and kept in {@code openapi/} at the top of the repository, where a test holds
 * it equal to what the program serves: a change of the API is a diff that somebody reads.
 *
 * <p>What many operations share (problems, headers, the idempotency key, who may call) is written
 * once, in {@code META-INF/openapi.yaml}, and put where the annotations of an endpoint say so; so
 * are the examples, found by the name of the operation.
 */
@NullMarked
package vn.sogoc.platform.contract;

import org.jspecify.annotations.NullMarked;
