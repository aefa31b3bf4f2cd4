package dev.plimsoll.cli.compare;

/** Why two recordings can be shown beside each other, but carry no verdict. */
record Doubt(Reason reason, String message) {}
