-- People whom a provider knows (OpenID Connect) have no password here.
alter table console_user alter column password_hash drop not null;
alter table console_user add column subject text unique;          -- issuer and subject of the provider; null: signs in by password
alter table console_user add constraint console_user_way_in check ((password_hash is null) = (subject is not null));

-- People are told of a run that is late or failed, once.
alter table due_run add column told_at timestamptz;
