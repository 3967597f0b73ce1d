/**
 * What every HTTP answer has in common: RFC 9457 problems, request ids, security headers, the
 * language of the request, strict JSON. A refusal becomes a problem with a stable type; anything
 * unexpected becomes a 500 that says nothing but its request id. No state.
 */
@NullMarked
package vn.sogoc.platform.http;

import org.jspecify.annotations.NullMarked;
