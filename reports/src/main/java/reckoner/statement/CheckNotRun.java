package reckoner.statement;

/** Name a check that could not run, and why. */
public record CheckNotRun(String check, String reason) {}
