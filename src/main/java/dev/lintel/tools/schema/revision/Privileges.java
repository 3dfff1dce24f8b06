package dev.lintel.tools.schema.revision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grants: the generator takes all away and gives it again; only what differs is worth a line. */
final class Privileges {

  private static final Pattern GRANT =
      Pattern.compile(
          "(?<verb>GRANT|REVOKE) (?<privileges>.*?) ON (?<object>.*) (?:TO|FROM) (?<role>\\S+)"
              + "(?<option> WITH GRANT OPTION)?");

  private Privileges() {}

  /**
   * @param changes a whole script
   * @param owner who owns what it makes, as SQL writes it
   */
  static List<Change> net(List<Change> changes, String owner) {
    List<Change> net = new ArrayList<>();
    for (Change change : changes) {
      Matcher grant = GRANT.matcher(change.text());
      if (!grant.matches()) {
        net.add(change);
        continue;
      }
      boolean revokes = grant.group("verb").equals("REVOKE");
      Set<String> opposite = privileges(changes, grant, revokes ? "GRANT" : "REVOKE");
      boolean all = grant.group("privileges").equals("ALL");
      boolean undone = all && revokes && !opposite.isEmpty();
      boolean given = all && grant.group("role").equals(owner);
      Set<String> left = split(grant.group("privileges"));
      left.removeAll(opposite);
      if (undone || given || left.isEmpty()) {
        continue;
      }
      net.add(change.withText(text(grant, String.join(", ", left))));
    }
    return net;
  }

  private static String text(Matcher grant, String privileges) {
    boolean revokes = grant.group("verb").equals("REVOKE");
    return grant.group("verb")
        + " "
        + privileges.replaceAll("(?<=\\w)\\(", " (")
        + " ON "
        + grant.group("object").replaceFirst("^TABLE ", "")
        + (revokes ? " FROM " : " TO ")
        + grant.group("role")
        + (grant.group("option") == null ? "" : grant.group("option"));
  }

  private static Set<String> privileges(List<Change> changes, Matcher like, String verb) {
    Set<String> privileges = new LinkedHashSet<>();
    for (Change change : changes) {
      Matcher other = GRANT.matcher(change.text());
      if (other.matches()
          && other.group("verb").equals(verb)
          && other.group("option") == null
          && other.group("object").equals(like.group("object"))
          && other.group("role").equals(like.group("role"))) {
        privileges.addAll(split(other.group("privileges")));
      }
    }
    return privileges;
  }

  private static Set<String> split(String privileges) {
    return new LinkedHashSet<>(List.of(privileges.split(",\\s*(?![^(]*\\))")));
  }
}
