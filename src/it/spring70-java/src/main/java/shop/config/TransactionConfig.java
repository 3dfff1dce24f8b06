package shop.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.TransactionManagementConfigurer;

/** A plain {@code @Transactional} means JDBC's manager; JPA's is asked for by name. */
@Configuration
@EnableTransactionManagement(proxyTargetClass = true)
class TransactionConfig implements TransactionManagementConfigurer {

  private final JdbcTransactionManager transactionManager;

  TransactionConfig(JdbcTransactionManager transactionManager) {
    this.transactionManager = transactionManager;
  }

  @Override
  public TransactionManager annotationDrivenTransactionManager() {
    return transactionManager;
  }
}
