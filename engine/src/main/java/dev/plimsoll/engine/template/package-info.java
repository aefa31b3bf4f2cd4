/**
 * Texts with holes: the syntax of {@code ${...}} in a scenario, and how holes are filled.
 *
 * <table>
 * <caption>What may stand in a hole</caption>
 * <tr><td>{@code ${token}}</td><td>a session variable</td></tr>
 * <tr><td>{@code ${users.email}}, {@code ${users.'First name'}}</td><td>a column of the session's row of a data
 *     set</td></tr>
 * <tr><td>{@code ${uuid()}}</td><td>a random UUID (RFC 9562, version 4)</td></tr>
 * <tr><td>{@code ${random(1, 100)}}</td><td>a whole number from the first to the second, both included</td></tr>
 * <tr><td>{@code ${counter()}}</td><td>a whole number that no other hole of the run gets</td></tr>
 * <tr><td>{@code ${now()}}, {@code ${now('yyyy-MM-dd')}}</td><td>the time: milliseconds since 1970, or by a pattern of
 *     {@link java.time.format.DateTimeFormatter}, in UTC</td></tr>
 * <tr><td>{@code ${json(name)}}</td><td>a value as it must be written between the quotes of a JSON string</td></tr>
 * <tr><td>{@code ${raw(link)}}</td><td>a value that is part of a URL already: what has a meaning there keeps it</td></tr>
 * <tr><td>{@code ${'$'}}</td><td>the text between the quotes; {@code ''} is one quote</td></tr>
 * </table>
 *
 * <p>{@code $${} is the text {@code ${}; any other dollar sign is itself. A value is escaped for the place in which it
 * stands, see {@link dev.plimsoll.engine.template.Escape}.
 *
 * <p>Pure: time, chance and values come from a {@link dev.plimsoll.engine.template.Scope}.
 */
@NullMarked
package dev.plimsoll.engine.template;

import org.jspecify.annotations.NullMarked;
