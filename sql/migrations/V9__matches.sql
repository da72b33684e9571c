-- Which record of another feed belongs to which ledger entry. Derived: a crash may empty these, the next reconciliation
-- fills them again. One record may have several entries and one entry several records.

create unlogged table feed_match (
  feed            text not null check (feed in ('usage', 'payments')),
  account_key     integer not null,
  record_id       text collate "C" not null,   -- usage id or payment id
  transaction_id  text collate "C" not null,
  -- reference: the record names the entry; own_id: the entry has the record's id; amount_and_time: same amount, nearest in time;
  -- in_parts: several entries make the record's amount; together: several records make the entry's amount
  rule            text not null check (rule in ('reference', 'own_id', 'amount_and_time', 'in_parts', 'together')),
  primary key (feed, account_key, transaction_id, record_id)
);

-- UTC months in which a feed has anything at all. In other months there is nothing to compare with: not delivered yet, or never.
create unlogged table feed_month (
  feed   text not null,
  month  timestamptz not null,
  primary key (feed, month)
);

-- Successful consumes that no usage record of a job that did not fail stands behind.
create unlogged table unused_entry (
  account_key      integer not null,
  entry_id         bigint not null,
  failed_usage_id  text collate "C",           -- usage record that says that the job failed
  repeats          text collate "C",           -- transaction id of an equal charge shortly before or after
  primary key (account_key, entry_id)
);

-- Payments that really brought money, whatever word the processor has for it.
create view received_payment as
select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference
from payment
where lower(status) in ('success', 'succeeded', 'successful', 'paid', 'completed', 'settled', 'captured');

-- What is paid in money and never from credits; the price list would make it a service.
create view non_ai_service as
select s.service_key
from service s
where s.name ~* '\m(subscription|renewal|membership|plan|fee|licen[cs]e)s?\M'
  and not exists (
    select 1
    from price p
    where p.service_key = s.service_key);

-- Credits that a quantity of a service costs an account at an instant, micro-credits; null without a price. The account's own
-- plan comes before the price for every plan. For the few rows that disagree; whole ledgers are joined (unit_price.sql).
create function amount_due(account integer, service smallint, at timestamptz, quantity_micros bigint) returns bigint
language sql stable as $$
  select round(p.unit_price_micros::numeric * quantity_micros / 10000000000) * 10000
  from price p
  where p.service_key = service
    and p.effective_from <= at
    and (p.effective_to is null or p.effective_to > at)
    and p.plan in ('', (
      select c.plan
      from plan_change c
      where c.account_key = account
        and c.effective_from <= at
      order by c.effective_from desc
      limit 1))
  order by p.plan = '', p.effective_from desc
  limit 1
$$;
