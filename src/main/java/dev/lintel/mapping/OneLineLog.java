package dev.lintel.mapping;

import dev.lintel.text.Text;
import org.apache.ibatis.logging.Log;

/** Each message on one line, whatever arguments or rows MyBatis puts into it. */
final class OneLineLog implements Log {

  private final Log log;

  OneLineLog(Log log) {
    this.log = log;
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public boolean isTraceEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public void error(String message, Throwable thrown) {
    log.error(Text.wholeLine(message), thrown);
  }

  @Override
  public void error(String message) {
    log.error(Text.wholeLine(message));
  }

  @Override
  public void debug(String message) {
    log.debug(Text.wholeLine(message));
  }

  @Override
  public void trace(String message) {
    log.trace(Text.wholeLine(message));
  }

  @Override
  public void warn(String message) {
    log.warn(Text.wholeLine(message));
  }
}
