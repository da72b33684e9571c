package reckoner.load;

/** Why a value or a line cannot be taken, and what to do about it. */
record Fault(String reason, String remedy) {}
