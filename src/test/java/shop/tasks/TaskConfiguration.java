package shop.tasks;

import dev.lintel.migrations.Migrations;
import dev.lintel.spring.LintelConfiguration;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The domain of docs/adding-a-domain.md in a Spring application. */
@Configuration
@Import(LintelConfiguration.class)
public class TaskConfiguration {

  @Bean(initMethod = "upgrade")
  Migrations taskMigrations(DataSource dataSource) {
    return Migrations.over(dataSource)
        .schema("shop")
        .locations("classpath:shop/tasks/migrations")
        .undoLocations("classpath:shop/tasks/undo")
        .historyTable("shop_history");
  }

  @Autowired
  void install(@Value("#{lintelSqlSessionFactory}") SqlSessionFactory factory) {
    TaskOperations.install(factory.getConfiguration());
  }
}
