package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which statement reads which index, and what would be without it. */
public final class TableReviews {

  private final Catalog catalog;
  private final IndexDrops drops;

  /**
   * @param drops null if nothing may be tried
   */
  public TableReviews(Catalog catalog, IndexDrops drops) {
    this.catalog = catalog;
    this.drops = drops;
  }

  /**
   * @param ignored tables that are nobody's business, with their schema
   * @return by name
   */
  public List<TableReview> of(List<Examined> statements, Set<String> ignored) {
    Map<String, List<OfBranch>> readers = new HashMap<>();
    Map<String, Set<String>> names = new HashMap<>();
    for (Examined statement : statements) {
      for (OfBranch branch : statement.branches()) {
        for (String index : indexes(branch)) {
          readers.computeIfAbsent(index, i -> new ArrayList<>()).add(branch);
          names.computeIfAbsent(index, i -> new TreeSet<>()).add(statement.statement().name());
        }
      }
    }
    List<TableReview> reviews = new ArrayList<>();
    for (Table table : catalog.tables()) {
      if (!ignored.contains(table.qualifiedName()) && !table.partition()) {
        List<IndexReview> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
          String key = table.schema() + "." + index.name();
          indexes.add(
              new IndexReview(
                  index.name(),
                  index.definition(),
                  index.bytes(),
                  index.unique(),
                  List.copyOf(names.getOrDefault(key, Set.of())),
                  drops == null || index.unique()
                      ? List.of()
                      : drops.changes(table, index, statements)));
        }
        reviews.add(
            new TableReview(
                table.qualifiedName(), table.comment(), table.rows(), table.bytes(), indexes));
      }
    }
    return reviews;
  }

  /** With their schema; those of the foreign keys' checks too. */
  private Set<String> indexes(OfBranch branch) {
    Set<String> indexes = new TreeSet<>();
    if (branch.review().generic() == null) {
      return indexes;
    }
    Stream.concat(
            branch.plans().values().stream(),
            branch.review().foreignKeys().stream().map(ForeignKeyPlan::plan))
        .filter(Objects::nonNull)
        .flatMap(PlanNode::all)
        .map(PlanNode::index)
        .filter(Objects::nonNull)
        .forEach(name -> indexes.addAll(qualified(name)));
    return indexes;
  }

  /** A bitmap scan does not tell the schema of its index; of a partition it is the parent's. */
  private List<String> qualified(String index) {
    String whole = catalog.wholeIndex(index);
    return catalog.tables().stream()
        .filter(table -> table.indexes().stream().anyMatch(i -> i.name().equals(whole)))
        .map(table -> table.schema() + "." + whole)
        .toList();
  }
}
