package shop;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.TestPropertySource;

/**
 * With {@code <flyway.version>9.22.3</flyway.version>} Boot 2.7 runs the application's migrations
 * as before, and Lintel its own.
 */
@EnabledIf("shop.FlywayVersion#isNewer")
@TestPropertySource(properties = "lintel.migrate=true")
class NewerFlywayTest extends BootContract {}
