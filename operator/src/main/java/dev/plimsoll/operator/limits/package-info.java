/**
 * Fair use: which runs may send load at once, how much and where to, and who must stop. Decided by what the people who
 * look after the cluster wrote into the operator's configuration; without it there are no limits.
 */
@NullMarked
package dev.plimsoll.operator.limits;

import org.jspecify.annotations.NullMarked;
