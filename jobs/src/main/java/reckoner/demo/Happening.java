package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that will move, or try to move, an account's balance. */
sealed interface Happening {
    Instant at();

    /** An engine is asked for {@code quantity} units; a failed job may be printed with the amount that it would have cost. */
    record Job(Instant at, @Nullable DemoEvent event, Service service, int quantity, boolean failed, boolean printed)
            implements Happening {

        @Nullable String eventId() {
            return event == null ? null : event.id();
        }
    }

    /** Credit is given without a payment. */
    record Coupon(Instant at, BigDecimal credits) implements Happening {
    }

    /** The account holder looks at the balance and buys if it is not enough for the evening. */
    record TopUp(Instant at) implements Happening {
    }

    /** Support gives back the latest charge of the event. */
    record Refund(Instant at, DemoEvent event) implements Happening {
    }
}
