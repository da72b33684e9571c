package reckoner.purchase;

import java.math.BigDecimal;

/** Where money comes from. A site with a payment provider puts its own bean in the place of {@link RecordedPayment}. */
public interface PaymentPort {

    /** A payment that was received. */
    record Payment(String id, BigDecimal amount, String reference) {}

    /**
     * Receive the payment for a purchase; asked again for the same purchase it gives the same payment.
     *
     * @param purchase number of the purchase
     * @param amount in the currency of the account
     * @param reference what the payer or finance calls it
     */
    Payment receive(String purchase, String account, BigDecimal amount, String reference);
}
