-- Messages are delivered by lease like timers and jobs; what has ended is found by its end, for retention.

alter table flow.message add column leased_until timestamptz;

create index instance_ended on flow.instance (key, ended_at) where ended_at is not null;
create index notification_application on hall.notification (application_id);

-- Drops the months of history that retention has emptied. A month that somebody reads just now is left for the next
-- time: everybody else would have to wait behind us for it. This month and the last are never touched.
create function flow.drop_empty_history_partitions() returns integer
language plpgsql as $$
declare
  month regclass;
  is_empty boolean;
  dropped integer := 0;
begin
  perform set_config('lock_timeout', '1s', true);
  for month in
    select inhrelid::regclass
    from pg_inherits
    where inhparent = 'flow.history'::regclass
      and inhrelid::regclass::text < 'flow.history_' || to_char(now() at time zone 'utc' - interval '1 month', 'YYYY_MM')
  loop
    begin
      execute format('lock table %s in access exclusive mode', month);
      execute format('select not exists (select from %s)', month) into is_empty;
      if is_empty then
        execute format('drop table %s', month);
        dropped := dropped + 1;
      end if;
    exception when lock_not_available then
      null;
    end;
  end loop;
  return dropped;
end
$$;
