package dev.lintel.testing;

import java.net.URLConnection;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Some tests close class loaders over the same jars as the JVM's own. With the JVM's shared cache
 * of open jars that would close streams of the tests beside them, so it is off before the first.
 */
public final class SharesNoJars implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    URLConnection.setDefaultUseCaches("jar", false);
  }
}
