package dev.lintel.spring;

import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.FactoryBean;

/**
 * Makes the bean {@code lintelSqlSession}, a template: safe to share between threads, a part of the
 * transaction that is open, or else one that commits after each call.
 */
class LintelSqlSession implements FactoryBean<Object>, AopInfrastructureBean {

  /**
   * Not by its class: Spring looks at the fields before it makes the factory, which is the one to
   * say that mybatis-spring is missing.
   */
  private SqlSession session;

  /**
   * A property, because Spring makes a factory bean early, without its properties, for its type.
   */
  public void setSqlSessionFactory(SqlSessionFactory factory) {
    this.session = new SqlSessionTemplate(factory);
  }

  @Override
  public Object getObject() {
    return session;
  }

  /**
   * Not the session's: a host that looks for a bean by its type, or a condition that a bean of the
   * type is missing (MyBatis' starter has some), must see exactly the host's own.
   */
  @Override
  public Class<?> getObjectType() {
    return Object.class;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
