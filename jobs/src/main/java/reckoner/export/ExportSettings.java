package reckoner.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What other systems call our things.
 *
 * @param journal account codes of the bookkeeping
 */
@ConfigurationProperties(value = "reckoner.export", ignoreUnknownFields = false)
public record ExportSettings(@DefaultValue Journal journal) {

    /**
     * Account codes.
     *
     * @param credits what is owed to account holders: prepaid and not used
     * @param bank where purchases are paid to
     * @param revenue what was used
     * @param promotion coupons
     * @param adjustment what was put right by hand
     * @param expiry credits that lapsed
     */
    record Journal(
            @DefaultValue("3272") String credits,
            @DefaultValue("1200") String bank,
            @DefaultValue("8400") String revenue,
            @DefaultValue("4600") String promotion,
            @DefaultValue("4900") String adjustment,
            @DefaultValue("8410") String expiry) {

        Journal {
            Map<String, String> codes = new LinkedHashMap<>();
            codes.put("credits", credits);
            codes.put("bank", bank);
            codes.put("revenue", revenue);
            codes.put("promotion", promotion);
            codes.put("adjustment", adjustment);
            codes.put("expiry", expiry);
            codes.forEach((key, code) -> {
                if (!code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,29}")) {
                    throw new IllegalArgumentException("reckoner.export.journal." + key + " is '" + code
                            + "', must be 1 to 30 letters, digits, points, dashes");
                }
            });
        }
    }
}
