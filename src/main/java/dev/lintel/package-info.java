/**
 * The exceptions that callers see. All extend {@link dev.lintel.LintelException}, which is
 * unchecked; each says which row or field is at fault, what was expected and what was given, and
 * keeps its cause.
 */
package dev.lintel;
