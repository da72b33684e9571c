-- Logins with less than everything, on a PostgreSQL of your own. Once, as an administrator of the server, in the database of Reckoner
-- after a first start with the owner's login has made the tables:
--
--   psql -d reckoner -f sql/roles.sql
--
-- Then make logins, one for all machines of the application, others for the tools of finance, and give them their passwords by \password:
--
--   create role reckoner_app login in role reckoner_application;
--   create role finance_tool login in role reckoner_reader;
--
-- and start with
--
--   RECKONER_DATABASE_USERNAME=reckoner_app  RECKONER_DATABASE_PASSWORD=…
--   RECKONER_DATABASE_OWNER_USERNAME=…       RECKONER_DATABASE_OWNER_PASSWORD=…    (only where a new version may change the tables)
--
-- May be run again.

do $$
begin
  -- Does the application's work: adds to the ledger, the seals, the audit and the register of statements, changes nothing there.
  if not exists (select 1 from pg_roles where rolname = 'reckoner_application') then
    create role reckoner_application nologin;
  end if;
  -- Reads the books, and neither passwords nor the audit.
  if not exists (select 1 from pg_roles where rolname = 'reckoner_reader') then
    create role reckoner_reader nologin;
  end if;
end $$;

-- Databases that came from an older PostgreSQL let everybody make tables.
revoke create on schema public from public;

select grant_rights();
