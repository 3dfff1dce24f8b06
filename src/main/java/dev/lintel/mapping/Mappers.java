package dev.lintel.mapping;

import dev.lintel.ConfigurationException;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.binding.BindingException;
import org.apache.ibatis.session.SqlSession;

/**
 * Calls a mapper on the caller's session, so that every operation fails the same way. For operation
 * classes, a developer's own too.
 */
public final class Mappers {

  private Mappers() {}

  /**
   * Runs one statement on the caller's session, which stays open and uncommitted.
   *
   * @param session the caller's
   * @param mapper a mapper interface that the session's factory knows
   * @param call the statement
   * @param <M> the mapper
   * @param <R> the result
   * @return what the call returns
   * @throws dev.lintel.InvalidValueException if the session is null
   * @throws dev.lintel.ConfigurationException if the session's factory does not know the mapper
   * @throws dev.lintel.ConstraintViolationException if the server refuses a row (plain session)
   * @throws dev.lintel.DatabaseException if the server or the connection fails (plain session)
   */
  public static <M, R> R call(SqlSession session, Class<M> mapper, Function<M, R> call) {
    Require.nonNull("session", session);
    try {
      return call.apply(session.getMapper(mapper));
    } catch (BindingException e) {
      throw unbound(session, mapper, e);
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e, session);
    }
  }

  private static RuntimeException unbound(
      SqlSession session, Class<?> mapper, BindingException thrown) {
    String advice =
        session.getConfiguration().hasMapper(mapper)
            ? "its statement and its interface do not fit"
            : "the session's factory does not have it; call LintelMappers.install, or addMapper for"
                + " one of your own, on the factory's configuration; where Lintel is imported into"
                + " Spring, take the session by its name, lintelSqlSession";
    return new ConfigurationException(
        mapper.getName() + ": " + advice + " (" + Text.line(thrown.getMessage()) + ")", thrown);
  }

  /**
   * As {@link #call}, for a statement whose rows go to a handler.
   *
   * @param session the caller's
   * @param mapper a mapper interface that the session's factory knows
   * @param call the statement
   * @param <M> the mapper
   */
  public static <M> void run(SqlSession session, Class<M> mapper, Consumer<M> call) {
    call(
        session,
        mapper,
        m -> {
          call.accept(m);
          return null;
        });
  }
}
