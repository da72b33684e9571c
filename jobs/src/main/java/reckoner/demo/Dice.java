package reckoner.demo;

import java.util.List;
import java.util.Random;

/**
 * Throws numbers that depend on the seed and on what they are for, and on nothing else.
 *
 * <p>It is {@link Random} and only its {@code nextInt(bound)}, because that algorithm is part of its contract; newer generators
 * may change theirs with the Java version.
 */
final class Dice {
    private final Random random;

    Dice(long seed, long... purpose) {
        long mixed = mix(seed);
        for (long part : purpose) {
            mixed = mix(mixed ^ part);
        }
        this.random = new Random(mixed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code low} to {@code high}, both possible. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Steele, Lea, Flood: the finalizer of SplitMix64; neighbouring inputs give unrelated outputs. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
