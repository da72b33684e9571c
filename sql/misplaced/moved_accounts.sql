-- An entry that does not belong where it is and exactly fills the gap of another account: each finding names the other place.
with stray as (
  select
    f.account_key,
    f.entry_id,
    a.account_id,
    e.transaction_id,
    e.occurred_at,
    e.balance_micros,
    case when e.status = 1 then t.sign * e.amount_micros else 0 end as effect_micros
  from chain_finding f
  join ledger_entry e using (account_key, occurred_at, entry_id)
  join entry_type t on t.type = e.type
  join account a using (account_key)
  where f.run_id = :run
    and f.kind = 'running_balance'
    and f.cause = 'foreign_entry'
),
gap as (
  select
    f.account_key,
    f.entry_id,
    a.account_id,
    e.transaction_id,
    e.occurred_at,
    f.actual_micros - f.expected_micros as gap_micros,
    -- balance that the entry after the gap starts from, micro-credits
    f.actual_micros - case when e.status = 1 then t.sign * e.amount_micros else 0 end as before_micros
  from chain_finding f
  join ledger_entry e using (account_key, occurred_at, entry_id)
  join entry_type t on t.type = e.type
  join account a using (account_key)
  where f.run_id = :run
    and f.kind in ('running_balance', 'opening_balance')
    and f.cause not in ('foreign_entry', 'shifted_time', 'changed_balance', 'changed_amount', 'swapped', 'rounding')
),
pair as (
  select distinct on (s.account_key, s.entry_id)
    s.account_key as stray_account,
    s.entry_id as stray_entry,
    s.account_id as stray_account_id,
    s.transaction_id as stray_id,
    s.effect_micros,
    g.account_key as gap_account,
    g.entry_id as gap_entry,
    g.account_id as gap_account_id,
    g.transaction_id as gap_id
  from stray s
  join gap g
    on g.before_micros = s.balance_micros
    and g.gap_micros = s.effect_micros
    and g.account_key <> s.account_key
    and g.occurred_at >= s.occurred_at
    -- the gap is where its instant says
    and not exists (
      select 1
      from ledger_entry between_both
      where between_both.account_key = g.account_key
        and between_both.occurred_at > s.occurred_at
        and between_both.occurred_at < g.occurred_at)
  order by s.account_key, s.entry_id, g.account_key, g.entry_id
),
told as (
  select stray_account as account_key, stray_entry as entry_id, 'foreign_entry' as cause,
    format('%s belongs to account %s: there %s are missing before %s, between the same balances. The chain of %s is whole without it.',
      stray_id, gap_account_id, round(effect_micros * 0.000001, 2), gap_id, stray_account_id) as explanation
  from pair
  union all
  select gap_account, gap_entry, 'entry_in_other_account',
    format('An entry of %s is missing before %s: it is %s, which stands in the ledger of account %s with the balances of this one.',
      round(effect_micros * 0.000001, 2), gap_id, stray_id, stray_account_id)
  from pair
)
update chain_finding f
set cause = t.cause, explanation = t.explanation
from told t
where f.run_id = :run
  and f.account_key = t.account_key
  and f.entry_id = t.entry_id
  and f.kind in ('running_balance', 'opening_balance')
