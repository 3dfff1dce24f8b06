package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ReflectionUtils;

/**
 * Whether one of the application's transaction managers is on Lintel's DataSource: else operations
 * would run beside its transactions, and commit when it rolls back.
 */
final class TransactionManagers {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionManagers.class);

  private final ConfigurableListableBeanFactory beans;
  private final List<String> others = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private String matching;
  private HostDataSource wanted;

  TransactionManagers(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /**
   * @throws ConfigurationException if the DataSource of every manager is known, and is another
   */
  TransactionManagers requireOneOn(HostDataSource dataSource) {
    wanted = dataSource;
    String[] names =
        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
            beans, PlatformTransactionManager.class, false, false);
    DataSource another = null;
    for (String name : names) {
      DataSource its = dataSourceOf(name);
      if (its == null) {
        unknown.add("'" + name + "'");
      } else if (HostDataSource.same(its, dataSource.target)) {
        matching = name;
      } else {
        another = its;
        others.add("'" + name + "' uses " + HostDataSource.describe(beans, its));
      }
    }
    if (matching == null && unknown.isEmpty() && another != null) {
      throw mismatch(another);
    }
    return this;
  }

  private ConfigurationException mismatch(DataSource another) {
    String bean = HostDataSource.describe(beans, another);
    return new ConfigurationException(
        "lintel.dataSource: Lintel is bound to the DataSource '"
            + wanted.bean
            + "', which no transaction manager uses ("
            + String.join(", ", others)
            + "): its operations would not take part in the application's transactions; "
            + (bean.startsWith("'")
                ? "set lintel.dataSource=" + bean.replace("'", "")
                : "make the manager's DataSource a bean, and name it in lintel.dataSource")
            + ", or give '"
            + wanted.bean
            + "' a transaction manager");
  }

  /** Says what could not be told. */
  void warn() {
    if (matching != null) {
      return;
    }
    if (unknown.isEmpty()) {
      LOG.warn(
          "DataSource '{}': there is no transaction manager, so each operation commits by itself;"
              + " define a DataSourceTransactionManager on it",
          wanted.bean);
    } else {
      LOG.warn(
          "DataSource '{}': it cannot be told whether the transaction manager {} uses it; if it does"
              + " not, operations commit by themselves",
          wanted.bean,
          String.join(", ", unknown));
    }
  }

  /** Null if it cannot be told: JTA has none, one that is lazy is not made for this question. */
  private DataSource dataSourceOf(String name) {
    if (isLazy(name)) {
      return null;
    }
    Object manager;
    try {
      manager = beans.getBean(name);
    } catch (BeansException e) {
      // it is being made, or cannot be made, which its own users will say
      LOG.debug("transaction manager '{}' cannot be looked at: {}", name, e.getMessage());
      return null;
    }
    Object target = AopProxyUtils.getSingletonTarget(manager);
    Object own = target == null ? manager : target;
    Method getter = ReflectionUtils.findMethod(own.getClass(), "getDataSource");
    if (getter == null || !DataSource.class.isAssignableFrom(getter.getReturnType())) {
      return null;
    }
    ReflectionUtils.makeAccessible(getter);
    return (DataSource) ReflectionUtils.invokeMethod(getter, own);
  }

  private boolean isLazy(String name) {
    return beans.containsBeanDefinition(name)
        && beans.getBeanDefinition(name).isLazyInit()
        && !beans.containsSingleton(name);
  }
}
