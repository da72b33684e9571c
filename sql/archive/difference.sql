-- Rows of the files that are not in the database as they are there, or the other way round.
select
  (select count(*) from (
    (select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, service_key,
      type, status, version, transaction_id, seal from leaving_entry
     except all
     select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, service_key,
      type, status, version, transaction_id, seal from returning_entry)
    union all
    (select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, service_key,
      type, status, version, transaction_id, seal from returning_entry
     except all
     select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, service_key,
      type, status, version, transaction_id, seal from leaving_entry)) entry)
  + (select count(*) from (
    (select account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id from leaving_usage
     except all
     select account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id from returning_usage)
    union all
    (select account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id from returning_usage
     except all
     select account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id from leaving_usage)) usage)
  + (select count(*) from (
    (select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no from leaving_payment
     except all
     select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no from returning_payment)
    union all
    (select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no from returning_payment
     except all
     select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no from leaving_payment)) payment)
