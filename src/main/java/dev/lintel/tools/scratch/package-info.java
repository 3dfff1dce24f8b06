/** Databases to try things on: on an embedded server, or on one that is named. */
package dev.lintel.tools.scratch;
