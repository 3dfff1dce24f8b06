/**
 * The import for Spring applications: {@link dev.lintel.spring.LintelConfiguration}, or {@code
 * dev/lintel/spring/lintel.xml}.
 */
package dev.lintel.spring;
