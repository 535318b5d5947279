-- How many matches a holder has on each site, and under the site '' on all of them, of each mix of what they are filtered by most.
-- A statement on matches adds what it came to and changes no row, so that nobody waits for anybody; the rows of a site are summed up
-- now and then. Their sum is right at any time.
create table matching.tally (
    holder uuid not null,
    site text not null,
    open boolean not null,
    verdict text,
    tier text not null,
    kind text not null,
    country text,
    language text not null,
    decided_by text,
    n bigint not null,
    worth_minor bigint not null,
    summed boolean not null default false
);
create index tally_site on matching.tally (holder, site);
create index tally_open on matching.tally (holder, site) where open;
create index tally_unsummed on matching.tally (holder, site) where not summed;

-- Matches of a statement, each with 1 if it came and -1 if it went.
create type matching.tallied as (n int, holder uuid, site text, open boolean, verdict text, tier text, kind text, country text,
    language text, decided_by text, worth_minor bigint);
create function matching.add_up() returns trigger language plpgsql as $$
declare
    changed matching.tallied[] := '{}';
begin
    if tg_op <> 'DELETE' then
        changed := array(select (1, holder, site, open, verdict, tier, kind, country, language, decided_by,
            worth_minor)::matching.tallied from came);
    end if;
    if tg_op <> 'INSERT' then
        changed := changed || array(select (-1, holder, site, open, verdict, tier, kind, country, language, decided_by,
            worth_minor)::matching.tallied from went);
    end if;
    insert into matching.tally
    select holder, coalesce(site, ''), open, verdict, tier, kind, country, language, decided_by, sum(n), sum(n * worth_minor)
    from unnest(changed) group by grouping sets (site, ()), holder, open, verdict, tier, kind, country, language, decided_by
    having sum(n) <> 0 or sum(n * worth_minor) <> 0;
    return null;
end $$;
create trigger match_came after insert on matching.match referencing new table as came
    for each statement execute function matching.add_up();
create trigger match_went after delete on matching.match referencing old table as went
    for each statement execute function matching.add_up();
create trigger match_changed after update on matching.match referencing new table as came old table as went
    for each statement execute function matching.add_up();

insert into matching.tally
select holder, coalesce(site, ''), open, verdict, tier, kind, country, language, decided_by, count(*), sum(worth_minor), true
from matching.match group by grouping sets (site, ()), holder, open, verdict, tier, kind, country, language, decided_by;

-- By work only the key is summed over all; the rest is asked for the works shown.
drop index matching.match_open;
create index match_open on matching.match (holder, worth_minor desc, id) include (work) where open;
