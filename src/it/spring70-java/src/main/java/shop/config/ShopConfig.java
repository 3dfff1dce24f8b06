package shop.config;

import dev.lintel.spring.LintelConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The shop with Lintel: its own configuration, one line more, and what it does with that. */
@Configuration
@Import({PersistenceConfig.class, LintelConfiguration.class})
@ComponentScan("shop.catalogue")
public class ShopConfig {}
