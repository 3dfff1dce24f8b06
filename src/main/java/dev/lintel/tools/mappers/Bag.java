package dev.lintel.tools.mappers;

import java.util.HashMap;
import java.util.Objects;
import org.apache.ibatis.ognl.MethodAccessor;
import org.apache.ibatis.ognl.MethodFailedException;
import org.apache.ibatis.ognl.OgnlContext;
import org.apache.ibatis.ognl.OgnlRuntime;
import org.apache.ibatis.ognl.PropertyAccessor;

/**
 * An object of which only the properties that a statement looks at are known; each is decided when
 * it is asked for. For OGNL it is a bean: {@code size} is a property as any other, and a getter is
 * its property.
 */
final class Bag extends HashMap<String, Object> {

  private static final long serialVersionUID = 1L;

  static {
    OgnlRuntime.setPropertyAccessor(Bag.class, new Properties());
    OgnlRuntime.setMethodAccessor(Bag.class, new Methods());
  }

  private final transient Input input;
  private final transient Choices choices;

  Bag(Input input, Choices choices) {
    this.input = input;
    this.choices = choices;
  }

  @Override
  public Object get(Object name) {
    Input property = input.known(String.valueOf(name));
    return property == null ? null : choices.value(property);
  }

  @Override
  public boolean containsKey(Object name) {
    return input.known(String.valueOf(name)) != null;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(input);
  }

  private static final class Properties implements PropertyAccessor {

    @Override
    public Object getProperty(OgnlContext context, Object target, Object name) {
      return ((Bag) target).get(name);
    }

    @Override
    public void setProperty(OgnlContext context, Object target, Object name, Object value) {
      throw new UnsupportedOperationException("a test sets " + name);
    }

    @Override
    public String getSourceAccessor(OgnlContext context, Object target, Object index) {
      return null;
    }

    @Override
    public String getSourceSetter(OgnlContext context, Object target, Object index) {
      return null;
    }
  }

  private static final class Methods implements MethodAccessor {

    @Override
    public Object callStaticMethod(
        OgnlContext context, Class<?> type, String name, Object[] arguments)
        throws MethodFailedException {
      throw new MethodFailedException(type, name);
    }

    @Override
    public Object callMethod(OgnlContext context, Object target, String name, Object[] arguments)
        throws MethodFailedException {
      if (arguments != null && arguments.length > 0) {
        throw new MethodFailedException(target, name);
      }
      return ((Bag) target).get(PropertyNames.of(name));
    }
  }
}
