package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The application's DataSource that Lintel is bound to. */
final class HostDataSource {

  private static final Logger LOG = LoggerFactory.getLogger(HostDataSource.class);

  /** Its bean's name. */
  final String bean;

  /** What Spring binds a transaction's connection to. */
  final DataSource target;

  private HostDataSource(String bean, DataSource target) {
    this.bean = bean;
    this.target = target;
  }

  /**
   * @throws ConfigurationException if there is no DataSource of this name; it names those there are
   */
  static HostDataSource find(ListableBeanFactory beans, String name) {
    if (!beans.containsBean(name)) {
      throw new ConfigurationException(
          "lintel.dataSource: there is no bean '" + name + "'" + advice(names(beans)));
    }
    Object bean = beans.getBean(name);
    if (!(bean instanceof DataSource)) {
      throw new ConfigurationException(
          "lintel.dataSource: expected the bean '"
              + name
              + "' to be a javax.sql.DataSource, but it is a "
              + bean.getClass().getName()
              + advice(names(beans)));
    }
    return new HostDataSource(name, target((DataSource) bean));
  }

  /** For a start that fails: those too of which a factory bean must be made to tell its type. */
  private static String[] names(ListableBeanFactory beans) {
    return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DataSource.class, true, true);
  }

  private static String advice(String... names) {
    if (names.length == 0) {
      return ", and no bean of type javax.sql.DataSource at all; define the one that the"
          + " transaction manager uses";
    }
    if (names.length == 1) {
      return "; the application's DataSource is '"
          + names[0]
          + "': set lintel.dataSource="
          + names[0];
    }
    return ", and which of the application's DataSources "
        + Arrays.toString(names)
        + " is meant is ambiguous: set lintel.dataSource to the one that the transaction manager of"
        + " Lintel's callers uses";
  }

  /**
   * What Spring's own transaction managers, and MyBatis' factory, put in the place of a DataSource
   * that they are given.
   */
  static DataSource target(DataSource given) {
    DataSource dataSource = given;
    while (dataSource instanceof TransactionAwareDataSourceProxy) {
      DataSource inner = ((TransactionAwareDataSourceProxy) dataSource).getTargetDataSource();
      if (inner == null) {
        break;
      }
      dataSource = inner;
    }
    return dataSource;
  }

  /** Identical first: a proxy that forwards {@code equals} is not even equal to itself. */
  static boolean same(DataSource one, DataSource other) {
    return Objects.equals(target(one), target(other));
  }

  /** The name of the bean that is this DataSource; null if none is. */
  static String beanOf(ListableBeanFactory beans, DataSource dataSource) {
    for (String name : names(beans)) {
      try {
        Object bean = beans.isSingleton(name) ? beans.getBean(name) : null;
        if (bean instanceof DataSource && same((DataSource) bean, dataSource)) {
          return name;
        }
      } catch (BeansException e) {
        LOG.debug("DataSource '{}' cannot be looked at: {}", name, e.getMessage());
      }
    }
    return null;
  }
}
