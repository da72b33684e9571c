package reckoner.demo;

/** The plans an account can be on, cheapest engines last. */
enum Plan {
    PAYG("PAYG"), BASIC("Basic"), PRO("Pro");

    final String label;

    Plan(String label) {
        this.label = label;
    }

    Plan next() {
        return this == PAYG ? BASIC : PRO;
    }
}
