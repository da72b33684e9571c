package reckoner.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Sha256;

/** One round of deliveries: everything that is due, one after the other. */
@Component
class Round {

    private final Outbox outbox;
    private final DeliverySettings settings;
    private final Home home;
    private final Clock clock;

    Round(Outbox outbox, DeliverySettings settings, Home home, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.home = home;
        this.clock = clock;
    }

    /** Send; where the way to a target is closed, what is left for it stays queued as it was. */
    void send(long request, boolean anyway) {
        for (Target target : Target.values()) {
            List<Parcel> due = settings.targets().contains(target) ? outbox.due(Set.of(target), anyway) : List.of();
            if (!due.isEmpty()) {
                try (Courier courier = courier(target)) {
                    send(request, due, courier);
                }
            }
        }
    }

    private void send(long request, List<Parcel> due, Courier courier) {
        try {
            courier.open();
        } catch (Undelivered e) {
            outbox.blocked(due.get(0), request, e.getMessage());
            return;
        }
        for (Parcel parcel : due) {
            if (!send(request, parcel, courier)) {
                return;
            }
        }
    }

    /** Returns false where no other parcel can get through now. */
    private boolean send(long request, Parcel parcel, Courier courier) {
        String address = "";
        try {
            address = courier.address(parcel);
            Map<String, byte[]> documents = documents(parcel);
            outbox.begin(parcel);
            outbox.sent(parcel, request, address, courier.deliver(parcel, documents));
        } catch (Undelivered e) {
            switch (e.kind()) {
                case NEVER -> outbox.failed(parcel, request, address.isEmpty() ? null : address, e.getMessage());
                case LATER -> outbox.later(parcel, request, address, e.getMessage(), false);
                case UNSURE -> outbox.later(parcel, request, address, e.getMessage(), true);
                case NO_WAY -> {
                    outbox.blocked(parcel, request, e.getMessage());
                    return false;
                }
            }
        }
        return true;
    }

    /** The issued bytes, and only those; a statement of another account stops everything. */
    private Map<String, byte[]> documents(Parcel parcel) throws Undelivered {
        if (!parcel.holder().equals(parcel.account())) {
            throw new Failure(Failure.Category.BUG, "Statement %s is of account %s and was to go to account %s. Nothing more was sent. Report this."
                    .formatted(parcel.number(), parcel.holder(), parcel.account()));
        }
        Map<String, byte[]> documents = new LinkedHashMap<>();
        for (Parcel.Enclosure enclosure : parcel.enclosures()) {
            Path place = home.out().resolve(enclosure.fileName());
            try {
                byte[] bytes = Files.readAllBytes(place);
                if (!Sha256.of(bytes).equals(enclosure.sha256())) {
                    throw new Undelivered(Undelivered.Kind.LATER, "out/%s was changed after it was issued; remove it and type ./run.sh statements --month %s"
                            .formatted(enclosure.fileName(), parcel.month()));
                }
                documents.put(enclosure.name(), bytes);
            } catch (IOException e) {
                throw new Undelivered(Undelivered.Kind.LATER, "out/%s cannot be read; ./run.sh statements --month %s makes it again"
                        .formatted(enclosure.fileName(), parcel.month()));
            }
        }
        return documents;
    }

    private Courier courier(Target target) {
        return switch (target) {
            case MAIL -> new MailCourier(settings.mail(), clock);
            case FOLDER -> new FolderCourier(Objects.requireNonNull(settings.folder()));
        };
    }
}
