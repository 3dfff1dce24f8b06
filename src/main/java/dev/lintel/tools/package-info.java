/**
 * For build time: Java 17, never in the jar that an application imports. Nothing outside of this
 * package may use it.
 */
package dev.lintel.tools;
