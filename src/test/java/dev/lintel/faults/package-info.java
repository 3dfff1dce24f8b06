/**
 * What PostgreSQL promises reaches an application undiminished also when things break: each class
 * breaks one thing, keeps a {@link dev.lintel.faults.WriteHistory} of what was acknowledged, and
 * compares it with the database afterwards. {@code mvn verify} runs them with small loads, {@code
 * mvn verify -Pfaults} these alone with the loads that {@code docs/reliability.md} tells of.
 */
package dev.lintel.faults;
