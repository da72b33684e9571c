package reckoner.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Three accounts over two months, full of faults, and cut into deliveries in which anything may come late. */
final class RandomFeeds {

    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");
    private static final List<String> SERVICES = List.of("AI Draw Me", "AI Modify (Nano)", "AI Combine (Grok)");

    private final Random random;
    private final TestLedger ledger;
    private final List<Item> items = new ArrayList<>();
    private final List<String[]> booked = new ArrayList<>();

    /** One row of a feed, and the delivery that it comes with. */
    private record Item(int delivery, String feed, Runnable booking) {}

    RandomFeeds(JdbcClient database, long seed) {
        random = new Random(seed);
        ledger = new TestLedger(database).empty().feeds("accounts");
        for (String account : List.of("A", "B", "C")) {
            ledger.account(account, "UTC", "100.00").event("E" + account, account, at(300), at(2_000));
            entries(account);
        }
        prices();
    }

    /** Book what is due; returns the feeds that came. */
    List<String> deliver(int delivery) {
        List<String> came = new ArrayList<>();
        for (String feed : List.of("accounts", "plans", "events", "prices", "ledger", "usage", "payments")) {
            List<Item> due = items.stream().filter(item -> item.delivery == delivery && item.feed.equals(feed)).toList();
            if (!due.isEmpty()) {
                came.add(feed);
                ledger.feeds(feed);
                due.forEach(item -> item.booking.run());
            }
        }
        if (delivery > 1 && random.nextBoolean()) {
            String[] entry = booked.get(random.nextInt(booked.size()));
            ledger.feeds("ledger").supersede(entry[0], entry[1], random.nextBoolean() ? "0.50" : entry[2], entry[3]);
            booked.remove(entry);
            came.add("another version of " + entry[1]);
        }
        return came;
    }

    private void entries(String account) {
        long balance = Money.micros("100.00");
        int minute = 0;
        for (int i = 0; i < 70; i++) {
            // now close together, now days apart
            minute += random.nextInt(3) == 0 ? random.nextInt(4_000) : random.nextInt(12);
            boolean adds = balance < 5_000_000 || random.nextInt(12) == 0;
            boolean fails = random.nextInt(14) == 0;
            String service = adds ? "Credit purchase" : SERVICES.get(random.nextInt(3));
            long amount = adds ? 50_000_000 : (1 + random.nextInt(2)) * 500_000L;
            balance += fails ? 0 : adds ? amount : -amount;
            entry(account, account + i, minute, service, adds, fails, amount, balance + (random.nextInt(30) == 0 ? 330_000 : 0));
        }
    }

    private void entry(String account, String id, int minute, String service, boolean adds, boolean fails, long amount, long balance) {
        int due = Math.min(6, 1 + minute / 8_000);
        String event = !adds && random.nextInt(3) == 0 ? random.nextInt(8) == 0 ? "EX" + random.nextInt(2) : "E" + account : null;
        int fault = random.nextInt(20);
        if (fault != 0) {
            put(due, "ledger", () -> {
                ledger.entry(account, id, at(minute), event, service, adds ? EntryType.ADD : EntryType.CONSUME,
                        fails ? EntryStatus.FAILED : fault == 1 ? EntryStatus.PENDING : EntryStatus.SUCCESS, Money.text(amount), Money.text(balance));
                booked.add(new String[] {account, id, Money.text(amount), Money.text(balance)});
            });
        }
        if (fault == 2) {
            return;
        }
        String named = random.nextInt(3) == 0 ? null : fault == 3 ? "nowhere" : id;
        String own = fault == 4 ? id : "R" + id;
        int apart = minute + random.nextInt(7) - 3;
        if (adds) {
            put(due, "payments", () -> ledger.payment(own, account, at(apart), Money.text(fault == 5 ? amount / 2 : amount),
                    fails ? "Failed" : "Success", named));
        } else {
            put(due, "usage", () -> ledger.usage(own, account, at(apart), service, fault == 5 ? "2" : "1",
                    fails && fault != 6 ? EntryStatus.FAILED : EntryStatus.SUCCESS, named));
        }
    }

    private void prices() {
        put(1, "prices", () -> ledger.price(SERVICES.get(0), "", "0.50", at(0), at(20_000)));
        put(2, "prices", () -> ledger.price(SERVICES.get(1), "", "1.00", at(0), null));
        put(4, "prices", () -> ledger.price(SERVICES.get(0), "", "1.00", at(20_000), null));
        put(5, "prices", () -> ledger.price(SERVICES.get(1), "Pro", "0.50", at(10_000), null));
        put(3, "plans", () -> ledger.plan("B", "Pro", at(5_000)));
        put(5, "plans", () -> ledger.plan("A", "Pro", at(15_000)));
        put(3, "events", () -> ledger.spoil("update event set ends_at = '%s' where event_id = 'EA'".formatted(at(9_000))));
        put(6, "events", () -> ledger.spoil(
                "update event set known = true, account_key = (select account_key from account where account_id = 'A'), starts_at = '%s', ends_at = '%s' where event_id = 'EX0'"
                        .formatted(at(0), at(50_000))));
    }

    /** Most come in time, some later. */
    private void put(int due, String feed, Runnable booking) {
        items.add(new Item(random.nextInt(10) == 0 ? Math.min(7, due + random.nextInt(7)) : due, feed, booking));
    }

    private static String at(int minute) {
        return START.plusSeconds(60L * minute).toString();
    }
}
