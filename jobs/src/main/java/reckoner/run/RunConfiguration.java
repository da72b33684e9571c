package reckoner.run;

import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    /** Spring Batch's default reads serialised Java objects out of a column: whoever may write there could have classes loaded. */
    @Bean
    ExecutionContextSerializer contextsAreJson() {
        return new JacksonExecutionContextStringSerializer();
    }
}
