package shop;

import dev.lintel.spring.LintelConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The shop, with Lintel. */
@Configuration
@Import({DatabaseConfiguration.class, LintelConfiguration.class})
@ComponentScan("shop.items")
public class ShopConfiguration {}
