package dev.lintel.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with a database of its own, at head. Its methods take a {@link TestDatabase}, the
 * {@code Database} on it, or a {@code SqlSession} that is rolled back after the test. A test that
 * leaves a session or connection open fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostgresExtension.class)
public @interface PostgresTest {}
