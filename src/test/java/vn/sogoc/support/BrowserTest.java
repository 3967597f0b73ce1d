package vn.sogoc.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A class of tests that drives Chromium. Where there is none they are reported as skipped, never as
 * passed, and before anything is started for them. No test may stand still.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
@EnabledIf(
    value = "vn.sogoc.support.Browser#isInstalled",
    disabledReason = "skipped: no Chromium on this machine (apt-get install chromium)")
public @interface BrowserTest {}
