-- Back to where nothing could be matched across.
update reconcile_scope
set from_at = quiet_instant(account_key, from_at, cast(:usage_far as interval), cast(:payment_far as interval))
