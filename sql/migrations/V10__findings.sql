-- The life of a finding: who has it, and what exactly was accepted until when and up to what.

alter table discrepancy drop constraint discrepancy_state_check;
alter table discrepancy add constraint discrepancy_state_check
  check (state in ('open', 'assigned', 'proposed', 'accepted', 'resolved'));

alter table discrepancy
  add column assignee         text,
  add column accept_reason    text,
  add column accept_note      text,
  add column accepted_until   timestamptz,     -- first instant at which it holds no longer; null: for good
  add column accepted_up_to   numeric,         -- credits, a magnitude; null: exactly what was expected and actual then
  add column proposed_by      text,            -- who accepted, or proposed to
  add column accepted_by      text;            -- who made it hold: the same person, or above the limit a second one

-- An acceptance is whole or not there at all; the second person is another one.
alter table discrepancy add constraint discrepancy_acceptance check (
  case
    when state in ('proposed', 'accepted') and accept_reason is not null
      then accept_note is not null and proposed_by is not null and (state = 'accepted') = (accepted_by is not null)
    else state <> 'proposed'
  end);
