package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void what_could_not_be_checked_never_reads_as_agreed() {
        Verdict none = Verdict.notChecked(Samples.ISSUED, "no reconciliation has run");
        assertThat(none.outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        assertThat(none.checksNotRun()).containsExactly(new CheckNotRun("reconciliation", "no reconciliation has run"));
    }

    @Test
    void it_cannot_agree_if_no_check_ran_or_something_was_found() {
        Finding finding = new Finding("D-1", "running_balance", null, null, null, "gap", true, null);
        assertThatThrownBy(() -> new Verdict(Verdict.Outcome.AGREES, Samples.ISSUED, List.of(), List.of(), List.of()))
                .hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> new Verdict(Verdict.Outcome.AGREES, Samples.ISSUED, List.of("a"), List.of(), List.of(finding)))
                .hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> new Verdict(Verdict.Outcome.DISCREPANCIES, Samples.ISSUED, List.of("a"), List.of(), List.of()))
                .hasMessageContaining("contradicts itself");
    }
}
