/** Statements of MyBatis mappers, in every branch that they can take, as MyBatis renders them. */
package dev.lintel.tools.mappers;
