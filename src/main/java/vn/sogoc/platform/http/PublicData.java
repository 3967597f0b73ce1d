package vn.sogoc.platform.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer is the same for everybody and in every language, so that anybody may keep it for five
 * minutes and ask whether it still stands ({@code If-None-Match}, RFC 9110 section 13.1.2).
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface PublicData {}
