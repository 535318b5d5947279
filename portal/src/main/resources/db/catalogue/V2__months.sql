-- Whether nothing is missing that a claim needs and a work itself can have.
alter table catalogue.work add column ready boolean not null
    generated always as (creator <> '' and credit <> '' and first_published is not null) stored;
create index work_unready on catalogue.work (holder, shown_at desc, id desc) where not ready;
create index work_monitored on catalogue.work (holder, shown_at desc, id desc) where monitored;
create index work_category on catalogue.work (holder, category, shown_at desc, id desc) where category is not null;

-- How many works of each kind a holder has in each month. Counted as works change, in the same transaction, so that no page
-- counts a hundred thousand rows and none shows a number that is not so.
create table catalogue.work_month (
    holder uuid not null,
    month date not null,
    works bigint not null,
    monitored bigint not null,
    poor bigint not null,
    unready bigint not null,
    primary key (holder, month)
) with (fillfactor = 50);

-- Works of a statement, each with 1 if it came and -1 if it went. Months in order, so that two statements wait for each other and
-- not in a circle.
create type catalogue.counted as (n int, holder uuid, month date, monitored boolean, enough_detail boolean, ready boolean);
create function catalogue.count_works() returns trigger language plpgsql as $$
declare
    changed catalogue.counted[];
begin
    if tg_op = 'INSERT' then
        changed := array(select (1, holder, date_trunc('month', shown_at), monitored, enough_detail, ready)::catalogue.counted from came);
    elsif tg_op = 'DELETE' then
        changed := array(select (-1, holder, date_trunc('month', shown_at), monitored, enough_detail, ready)::catalogue.counted from went);
    else
        changed := array(select (1, holder, date_trunc('month', shown_at), monitored, enough_detail, ready)::catalogue.counted from came)
            || array(select (-1, holder, date_trunc('month', shown_at), monitored, enough_detail, ready)::catalogue.counted from went);
    end if;
    insert into catalogue.work_month as m
    select holder, month, sum(n), coalesce(sum(n) filter (where monitored), 0),
           coalesce(sum(n) filter (where not enough_detail), 0), coalesce(sum(n) filter (where not ready), 0)
    from unnest(changed) group by holder, month
    having sum(n) <> 0 or sum(n) filter (where monitored) <> 0 or sum(n) filter (where not enough_detail) <> 0
        or sum(n) filter (where not ready) <> 0
    order by holder, month
    on conflict (holder, month) do update set works = m.works + excluded.works, monitored = m.monitored + excluded.monitored,
        poor = m.poor + excluded.poor, unready = m.unready + excluded.unready;
    return null;
end $$;
create trigger work_came after insert on catalogue.work referencing new table as came
    for each statement execute function catalogue.count_works();
create trigger work_went after delete on catalogue.work referencing old table as went
    for each statement execute function catalogue.count_works();
create trigger work_changed after update on catalogue.work referencing new table as came old table as went
    for each statement execute function catalogue.count_works();

insert into catalogue.work_month
select holder, date_trunc('month', shown_at), count(*), count(*) filter (where monitored),
       count(*) filter (where not enough_detail), count(*) filter (where not ready)
from catalogue.work group by 1, 2;
