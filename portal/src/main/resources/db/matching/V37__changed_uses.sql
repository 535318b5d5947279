-- When a use was last seen to be otherwise than it was decided, and when there was last something new to say of a match at all:
-- that it was found, or that it changed.
alter table matching.match add column changed_at timestamptz;
update matching.match set changed_at = last_seen where news is not null and verdict is not null;
alter table matching.match add column new_at timestamptz not null
    generated always as (greatest(found_at, changed_at)) stored;
drop index matching.match_open_newest;
create index match_open_newest on matching.match (holder, new_at desc, id) where open;

-- On how many pages a match is, with those of the matches that were settled in its likeness: other files of the same photo on the
-- same site, no larger.
create function matching.pages(match uuid, gone_too boolean) returns bigint language sql stable as $$
    select count(distinct p.page) from matching.place p
    where (gone_too or not p.gone)
        and (p.match = $1 or p.match in (select f.id from matching.match f where f.decided_ref = $1 and f.decided_by = 'MEMORY'))
$$;
