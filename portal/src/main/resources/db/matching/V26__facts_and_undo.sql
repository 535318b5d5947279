-- What a worth is reckoned from, with one factor said otherwise; a factor is known by what stands before the point in its name.
create function matching.with_factor(factors jsonb, factor jsonb) returns jsonb language sql immutable as $$
    select jsonb_agg(case when split_part(f ->> 'what', '.', 1) = split_part(factor ->> 'what', '.', 1) then factor else f end
        order by n)
    from jsonb_array_elements(factors) with ordinality t (f, n)
$$;
-- All factors multiplied in their order, as Worth.of does.
create function matching.worth(factors jsonb, largest bigint) returns bigint language plpgsql immutable as $$
declare
    value double precision := 1;
    factor jsonb;
begin
    for factor in select jsonb_array_elements(factors) loop
        value := value * (factor ->> 'times')::double precision;
    end loop;
    return floor(least(value, largest) + .5);
end $$;

-- The matches of a site, whoever's.
create index match_of_site on matching.match (site, id);

-- Until when a page was seen to show it, and whether it no longer does.
alter table matching.place add column last_seen timestamptz not null default now();
alter table matching.place add column gone boolean not null default false;
update matching.place p set last_seen = m.last_seen, gone = m.gone from matching.match m where m.id = p.match;

-- Who said what stands, where a person did.
alter table matching.match add column decided_person uuid;
update matching.match m set decided_person = (select v.person from matching.verdict v
    where v.match = m.id and v.by = 'PERSON' and v.verdict is not null order by v.at desc limit 1)
where m.decided_by = 'PERSON';

-- What stood before a verdict was given: an undo makes it stand again. Rows from before it was kept have none.
create function matching.stands(m matching.match) returns jsonb language sql immutable as $$
    select jsonb_build_object('verdict', m.verdict, 'reason', m.reason, 'decided_by', m.decided_by,
        'decided_ref', m.decided_ref, 'decided_person', m.decided_person, 'decided_at', m.decided_at, 'news', m.news,
        'decided_kind', m.decided_kind, 'decided_places', m.decided_places)
$$;
alter table matching.verdict add column stood jsonb;
-- The act that was taken back by this one: a verdict's id, or what names all that were given together.
alter table matching.verdict add column undoes uuid;
alter table matching.verdict add column number bigint generated always as identity;
