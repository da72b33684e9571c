-- How far the month end of a month has come, so that the same command continues it. One row a stage that was begun.
create table month_end (
  month        text not null,                  -- YYYY-MM
  stage        text not null,
  request      bigint not null,                -- number that the stage's job is known by
  finished_at  timestamptz,
  primary key (month, stage)
);
