/** What a DBA would object to, each a rule of its own. */
package dev.lintel.tools.review.rules;
