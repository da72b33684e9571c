package reckoner.schedule;

import java.util.UUID;
import org.quartz.spi.InstanceIdGenerator;
import reckoner.OwnProcess;

/** Names this process among those of the cluster, also on a machine whose own name cannot be resolved; Quartz's own does not start there. */
public class InstanceName implements InstanceIdGenerator {

    @Override
    public String generateInstanceId() {
        return OwnProcess.hostName() + "-" + UUID.randomUUID();
    }
}
