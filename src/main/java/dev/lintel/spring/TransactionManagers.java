package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.beans.factory.BeanFactory;
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
  private final Map<String, DataSource> others = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private boolean found;
  private boolean makesLazyOnes;
  private HostDataSource wanted;

  TransactionManagers(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** For when it matters more than a manager that is made a little early. */
  TransactionManagers alsoLazyOnes() {
    makesLazyOnes = true;
    return this;
  }

  /**
   * @throws ConfigurationException if the DataSource of every manager is known, and is another
   */
  TransactionManagers requireOneOn(HostDataSource dataSource) {
    wanted = dataSource;
    String[] names =
        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
            beans, PlatformTransactionManager.class, false, false);
    for (String name : names) {
      DataSource its = dataSourceOf(name);
      if (its == null) {
        unknown.add("'" + name + "'");
      } else if (HostDataSource.same(its, dataSource.target)) {
        found = true;
      } else {
        others.put(name, its);
      }
    }
    if (!found && unknown.isEmpty() && !others.isEmpty()) {
      throw mismatch();
    }
    return this;
  }

  private ConfigurationException mismatch() {
    List<String> uses = new ArrayList<>();
    String fix = "make the manager's DataSource a bean, and name it in lintel.dataSource";
    for (Map.Entry<String, DataSource> other : others.entrySet()) {
      String bean = HostDataSource.beanOf(beans, other.getValue());
      // not what it prints, which may hold a password
      String its = bean == null ? "a " + other.getValue().getClass().getName() : "'" + bean + "'";
      uses.add("'" + other.getKey() + "' uses " + its);
      if (bean != null) {
        fix = "set lintel.dataSource=" + bean;
      }
    }
    return new ConfigurationException(
        "lintel.dataSource: Lintel is bound to the DataSource '"
            + wanted.bean
            + "', which no transaction manager uses ("
            + String.join(", ", uses)
            + "): its operations would not take part in the application's transactions; "
            + fix
            + ", or give '"
            + wanted.bean
            + "' a transaction manager");
  }

  /** Says what could not be told. */
  void warn() {
    if (found) {
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
    if (!makesLazyOnes && isLazy(name)) {
      return null;
    }
    try {
      Object manager = behindProxy(beans.getBean(name));
      Method getter = ReflectionUtils.findMethod(manager.getClass(), "getDataSource");
      if (getter == null || !DataSource.class.isAssignableFrom(getter.getReturnType())) {
        return null;
      }
      ReflectionUtils.makeAccessible(getter);
      return (DataSource) ReflectionUtils.invokeMethod(getter, manager);
    } catch (RuntimeException e) {
      // it is being made, or cannot be made, which its own users will say
      LOG.debug("transaction manager '{}' cannot be looked at: {}", name, e.getMessage());
      return null;
    }
  }

  /** As {@code AopProxyUtils.getSingletonTarget}, which Spring 4.3.0 to 4.3.7 do not have. */
  private static Object behindProxy(Object manager) {
    if (manager instanceof Advised) {
      TargetSource target = ((Advised) manager).getTargetSource();
      if (target instanceof SingletonTargetSource) {
        return ((SingletonTargetSource) target).getTarget();
      }
    }
    return manager;
  }

  /** It may stand in a parent context. */
  private boolean isLazy(String name) {
    BeanFactory owner = beans;
    while (owner instanceof ConfigurableListableBeanFactory) {
      ConfigurableListableBeanFactory local = (ConfigurableListableBeanFactory) owner;
      if (local.containsLocalBean(name)) {
        return local.containsBeanDefinition(name)
            && local.getBeanDefinition(name).isLazyInit()
            && !local.containsSingleton(name);
      }
      owner = local.getParentBeanFactory();
    }
    return false;
  }
}
