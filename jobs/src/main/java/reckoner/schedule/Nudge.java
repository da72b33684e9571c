package reckoner.schedule;

import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import reckoner.Reckoner;

/** The one Quartz job: tells one process of the cluster, every minute, to look what is due. */
@DisallowConcurrentExecution
public class Nudge implements Job {

    private final Heart heart;

    Nudge(Heart heart) {
        this.heart = heart;
    }

    @Override
    public void execute(JobExecutionContext context) {
        heart.nudgeByQuartz();
    }

    /** Registers the job; what is in the tables from an earlier version is replaced. */
    @Configuration(proxyBeanMethods = false)
    @Profile(Reckoner.SERVE)
    static class Registration {

        @Bean
        JobDetail nudgeJob() {
            return JobBuilder.newJob(Nudge.class).withIdentity("nudge").storeDurably().build();
        }

        @Bean
        Trigger nudgeTrigger(JobDetail nudgeJob) {
            return TriggerBuilder.newTrigger().withIdentity("every-minute").forJob(nudgeJob)
                    .withSchedule(CronScheduleBuilder.cronSchedule("0 * * * * ?").inTimeZone(TimeZone.getTimeZone("UTC"))
                            .withMisfireHandlingInstructionFireAndProceed())
                    .build();
        }

        @Bean
        SchedulerFactoryBeanCustomizer quiet(ScheduleSettings settings) {
            return factory -> {
                factory.setAutoStartup(settings.enabled());
                factory.setOverwriteExistingJobs(true);
                factory.setWaitForJobsToCompleteOnShutdown(true);
            };
        }
    }
}
