package reckoner.statements;

import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * The account a document is about.
 *
 * @param openingMicros the balance that the account states before its first entry, micro-credits
 */
record Account(int key, String id, String name, ZoneId zone, String currency, OptionalLong openingMicros) {}
