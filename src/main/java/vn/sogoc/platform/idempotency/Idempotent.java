package vn.sogoc.platform.idempotency;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint needs an {@code Idempotency-Key}: 1 to 255 visible ASCII characters, chosen by the
 * caller, best a UUID. Same key and same body: the first reply again, with {@code
 * Idempotent-Replayed: true}. Same key and another body: 422. While the first request still runs:
 * 409 with {@code Retry-After}. No key: 400. The scope is the caller's account and the path.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
