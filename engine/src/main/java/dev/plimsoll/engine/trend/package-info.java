/**
 * How an objective went over the nights: where its values changed, whether they drift, and how much of what is allowed
 * was used up. Pure: everything follows from a list of {@link dev.plimsoll.engine.trend.Night}s.
 *
 * <p>Change points are found as Hunter does (Fleming et al. 2023, arXiv 2301.03034):
 * {@link dev.plimsoll.engine.trend.EDivisive} says where a series would best be split, a t-test whether it may be, and
 * weak points are merged again. {@link dev.plimsoll.engine.trend.ResemblingNights} is a t-test for nights that resemble
 * the night before. A trend warns; it is no verdict. docs/trends.md has every threshold and its reason.
 */
@NullMarked
package dev.plimsoll.engine.trend;

import org.jspecify.annotations.NullMarked;
