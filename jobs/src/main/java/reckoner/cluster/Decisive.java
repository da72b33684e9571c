package reckoner.cluster;

/** Settings that decide what a part makes: a bean of each job package that has such. */
@FunctionalInterface
public interface Decisive {

    /** Names and values, the same wherever they are the same. */
    String words();
}
