package reckoner.statements;

import java.util.List;

/** Some events of one account, whose lines are collected in one walk along its chain. */
record EventGroup(int account, List<Event> events) {

    /**
     * @param entries how many of them the account has
     * @param elsewhere entries of the event that other accounts have; they are not in its report
     */
    record Event(int event, int account, long entries, long elsewhere) {}
}
