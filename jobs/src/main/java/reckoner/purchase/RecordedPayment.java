package reckoner.purchase;

import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Money that came another way, recorded by a person who has seen it. */
@Component
class RecordedPayment implements PaymentPort {

    @Override
    public Payment receive(String purchase, String account, BigDecimal amount, String reference) {
        return new Payment("PAY-" + purchase, amount, reference);
    }
}
