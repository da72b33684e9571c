-- What runs remember was serialised Java and is JSON now. No step needs what an older version put there.
update batch_step_execution_context set short_context = '{"@class":"java.util.HashMap"}', serialized_context = null where short_context like 'rO0%';
update batch_job_execution_context set short_context = '{"@class":"java.util.HashMap"}', serialized_context = null where short_context like 'rO0%';
