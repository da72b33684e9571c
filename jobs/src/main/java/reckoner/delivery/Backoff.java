package reckoner.delivery;

import java.time.Duration;

/** How long a delivery waits for its next attempt: a minute first, then longer, at most a day. */
final class Backoff {

    private static final Duration[] STEPS = {
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(6), Duration.ofHours(12)
    };

    private Backoff() {}

    /** After so many attempts, from 1. */
    static Duration after(int attempts) {
        return attempts <= STEPS.length ? STEPS[attempts - 1] : Duration.ofDays(1);
    }
}
