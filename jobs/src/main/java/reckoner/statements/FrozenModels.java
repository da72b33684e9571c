package reckoner.statements;

import org.springframework.stereotype.Component;
import reckoner.statement.Statement;
import tools.jackson.databind.json.JsonMapper;

/** Writes a statement as JSON and reads it back as the very same statement: every amount with its scale, every instant. */
@Component
class FrozenModels {

    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Statement statement) {
        return mapper.writeValueAsString(statement);
    }

    Statement read(String json) {
        return mapper.readValue(json, Statement.class);
    }
}
