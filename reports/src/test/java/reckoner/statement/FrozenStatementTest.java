package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FrozenStatementTest {

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Test
    void a_statement_written_as_data_reads_back_the_same() {
        Statement statement = Samples.month(60);
        String json = mapper.writeValueAsString(statement);
        assertThat(mapper.readValue(json, Statement.class)).isEqualTo(statement);
        assertThat(json).doesNotContain("totals", "headline", "byEngine");
    }

    @Test
    void an_event_report_written_as_data_reads_back_the_same() {
        EventReport report = Samples.event(30);
        assertThat(mapper.readValue(mapper.writeValueAsString(report), EventReport.class)).isEqualTo(report);
    }
}
