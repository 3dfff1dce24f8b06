package shop;

import org.springframework.test.context.TestPropertySource;

/** No bean is made before it is used. */
@TestPropertySource(properties = "spring.main.lazy-initialization=true")
class LazyInitializationTest extends BootContract {}
