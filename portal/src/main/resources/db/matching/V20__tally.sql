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

create function matching.add_up() returns trigger language plpgsql as $$
declare
    one int := case tg_op when 'INSERT' then 1 else -1 end;
begin
    insert into matching.tally
    select holder, coalesce(site, ''), open, verdict, tier, kind, country, language, decided_by, one * count(*),
        one * sum(worth_minor)
    from these group by grouping sets (site, ()), holder, open, verdict, tier, kind, country, language, decided_by;
    return null;
end $$;
create function matching.add_changed() returns trigger language plpgsql as $$
begin
    insert into matching.tally
    select new.holder, s.site, new.open, new.verdict, new.tier, new.kind, new.country, new.language, new.decided_by, 1,
        new.worth_minor
    from unnest(array['', new.site]) s (site)
    union all
    select old.holder, s.site, old.open, old.verdict, old.tier, old.kind, old.country, old.language, old.decided_by, -1,
        -old.worth_minor
    from unnest(array['', old.site]) s (site);
    return null;
end $$;
create trigger match_came after insert on matching.match referencing new table as these
    for each statement execute function matching.add_up();
create trigger match_went after delete on matching.match referencing old table as these
    for each statement execute function matching.add_up();

-- Row by row, so that those a walk only saw again cost nothing.
create trigger match_changed after update on matching.match for each row
    when ((old.open, old.verdict, old.tier, old.kind, old.country, old.language, old.decided_by, old.worth_minor)
        is distinct from (new.open, new.verdict, new.tier, new.kind, new.country, new.language, new.decided_by, new.worth_minor))
    execute function matching.add_changed();

insert into matching.tally
select holder, coalesce(site, ''), open, verdict, tier, kind, country, language, decided_by, count(*), sum(worth_minor), true
from matching.match group by grouping sets (site, ()), holder, open, verdict, tier, kind, country, language, decided_by;

-- By work only the key is summed over all; the rest is asked for the works shown.
drop index matching.match_open;
create index match_open on matching.match (holder, worth_minor desc, id) include (work) where open;
