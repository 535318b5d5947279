-- The sums over all sites also tell how much of the work is shown at least, in the steps that a page offers. The rows of one site
-- leave it at 0: there the matches are counted.
lock table matching.match in share row exclusive mode; -- who changes matches now adds up as it was until now

create function matching.step(share double precision) returns double precision language sql immutable as $$
    select (array[0, .1, .25, .5, .75])[1 + width_bucket(share, array[.1, .25, .5, .75]::double precision[])]::double precision
$$;
alter table matching.tally add column share double precision not null default 0;

create or replace function matching.add_up() returns trigger language plpgsql as $$
declare
    one int := case tg_op when 'INSERT' then 1 else -1 end;
begin
    insert into matching.tally (holder, site, open, verdict, tier, kind, country, language, decided_by, share, n, worth_minor)
    select holder, coalesce(site, ''), open, verdict, tier, kind, country, language, decided_by, coalesce(step, 0),
        one * count(*), one * sum(worth_minor)
    from (select *, matching.step(share) as step from these) t
    group by grouping sets (site, step), holder, open, verdict, tier, kind, country, language, decided_by;
    return null;
end $$;
create or replace function matching.add_changed() returns trigger language plpgsql as $$
begin
    insert into matching.tally (holder, site, open, verdict, tier, kind, country, language, decided_by, share, n, worth_minor)
    select new.holder, s.site, new.open, new.verdict, new.tier, new.kind, new.country, new.language, new.decided_by, s.share, 1,
        new.worth_minor
    from (values ('', matching.step(new.share)), (new.site, 0)) s (site, share)
    union all
    select old.holder, s.site, old.open, old.verdict, old.tier, old.kind, old.country, old.language, old.decided_by, s.share, -1,
        -old.worth_minor
    from (values ('', matching.step(old.share)), (old.site, 0)) s (site, share);
    return null;
end $$;
drop trigger match_changed on matching.match;
create trigger match_changed after update on matching.match for each row
    when ((old.open, old.verdict, old.tier, old.kind, old.country, old.language, old.decided_by, old.worth_minor,
            matching.step(old.share))
        is distinct from (new.open, new.verdict, new.tier, new.kind, new.country, new.language, new.decided_by, new.worth_minor,
            matching.step(new.share)))
    execute function matching.add_changed();

delete from matching.tally where site = '';
insert into matching.tally (holder, site, open, verdict, tier, kind, country, language, decided_by, share, n, worth_minor, summed)
select holder, '', open, verdict, tier, kind, country, language, decided_by, matching.step(share), count(*), sum(worth_minor), true
from matching.match group by holder, open, verdict, tier, kind, country, language, decided_by, matching.step(share);

-- Sites and works of what is open, by any mix of facts, without a look at the matches themselves.
create index match_open_facts on matching.match (holder, country, site)
    include (kind, language, tier, share, score, worth_minor, found_at, source, decided_by) where open;
