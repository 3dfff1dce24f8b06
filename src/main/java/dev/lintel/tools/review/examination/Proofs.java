package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.examination.Examined.OfBranch;
import java.util.Optional;

/** What was tried on the server: an index made, the plan looked at, all rolled back. */
public interface Proofs {

  /**
   * @param branch reads all rows of the table
   * @param table with its schema
   * @return the statement that makes an index by which it would not; empty if none was proven
   */
  Optional<String> indexInsteadOfScan(OfBranch branch, String table);

  /**
   * @param branch sorts rows of the table
   * @param table with its schema
   * @return the statement that makes an index by which it would not; empty if none was proven
   */
  Optional<String> indexInsteadOfSort(OfBranch branch, String table);

  /** Where nothing may be tried: nothing is proven. */
  static Proofs none() {
    return new Proofs() {
      @Override
      public Optional<String> indexInsteadOfScan(OfBranch branch, String table) {
        return Optional.empty();
      }

      @Override
      public Optional<String> indexInsteadOfSort(OfBranch branch, String table) {
        return Optional.empty();
      }
    };
  }
}
