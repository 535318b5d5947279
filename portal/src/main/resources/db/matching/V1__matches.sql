-- Works that are yet to be compared with everything met so far.
create table matching.work_queue (
    work uuid primary key,
    holder uuid not null,
    since timestamptz not null
);

-- An image shows a work. What the engine found, whatever sites show it.
create table matching.finding (
    digest bytea not null check (length(digest) = 32),
    work uuid not null,
    holder uuid not null,
    found jsonb not null,
    at timestamptz not null,
    primary key (digest, work)
);
create index finding_work on matching.finding (work);

-- What is shown of a copy.
create table matching.copy (
    digest bytea not null check (length(digest) = 32),
    long_side int not null,
    width int not null,
    height int not null,
    media_type text not null,
    rendition bytea not null check (length(rendition) = 32),
    primary key (digest, long_side)
);
create index copy_rendition on matching.copy (rendition);

-- One work, one image that shows it, one site.
create table matching.match (
    id uuid primary key,
    holder uuid not null,
    work uuid not null,
    digest bytea not null check (length(digest) = 32),
    site text not null,
    tier text not null check (tier in ('CERTAIN', 'LIKELY', 'CLOSELY', 'SAME_SCENE')),
    score double precision not null,
    share double precision not null,
    copy_share double precision not null,
    copy_width int not null,
    copy_height int not null,
    copy_bytes bigint not null,
    kind text not null,
    country text,
    language text not null,
    source uuid,
    words text not null,
    worth_minor bigint not null,
    currency char(3) not null,
    factors jsonb not null,
    found_at timestamptz not null,
    verdict text check (verdict in ('NO_LICENCE', 'LICENSED', 'UNSURE', 'NOT_MINE')),
    reason text,
    decided_by text check (decided_by in ('PERSON', 'RULE', 'LICENCE', 'OWN_SITE', 'MEMORY')),
    decided_ref uuid,
    decided_at timestamptz,
    news text check (news in ('BIGGER', 'PAGE', 'COMMERCIAL', 'BACK')),
    claimed boolean not null default false,
    version int not null default 1,
    open boolean not null generated always as ((verdict is null or news is not null) and tier <> 'SAME_SCENE') stored,
    unique (work, digest, site),
    check ((verdict is null) = (decided_by is null))
);
create index match_open_site on matching.match (holder, site, worth_minor desc, id) where open;
create index match_open on matching.match (holder, worth_minor desc, id) where open;
create index match_state on matching.match (holder, verdict, found_at desc, id);
create index match_work on matching.match (work);
create index match_digest on matching.match (digest);
create index match_site on matching.match (holder, site);

-- The pages of the site that show it, in the words they had when it was last told.
create table matching.place (
    match uuid not null references matching.match on delete cascade,
    sighting bigint not null,
    page text not null,
    image text not null,
    title text not null,
    language text not null,
    alt text not null,
    caption text not null,
    credit text not null,
    licence text not null,
    context text not null,
    first_seen timestamptz not null,
    primary key (match, sighting)
);
create index place_sighting on matching.place (sighting);

-- Verdicts as they were given; the last one counts. Written once. The client names each, so that sending it twice is giving
-- it once.
create table matching.verdict (
    id uuid primary key,
    match uuid not null,
    holder uuid not null,
    verdict text,
    reason text,
    by text not null,
    person uuid,
    ref uuid,
    at timestamptz not null
);
create index verdict_match on matching.verdict (match, at);
create trigger verdict_is_append_only before update on matching.verdict
    for each row execute function platform.refuse_change();

create table matching.note (
    id uuid primary key,
    match uuid not null references matching.match on delete cascade,
    person uuid not null,
    text text not null,
    at timestamptz not null
);
create index note_match on matching.note (match, at);

-- Uses a creator allows, or lets be, without looking at each.
create table matching.rule (
    id uuid primary key,
    holder uuid not null,
    site text not null,
    path text not null,
    collection uuid,
    work uuid,
    valid_from date,
    valid_to date,
    verdict text not null check (verdict in ('LICENSED', 'NO_LICENCE')),
    reason text not null,
    note text not null,
    made_by uuid not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    check (collection is null or work is null)
);
create index rule_site on matching.rule (holder, site) where ended_at is null;

-- Sites on which the holder's photos are at home.
create table matching.own_site (
    holder uuid not null,
    site text not null,
    since timestamptz not null,
    primary key (holder, site)
);

-- Images judged to show something else, and what is needed to know their like.
create table matching.memory (
    holder uuid not null,
    work uuid not null,
    digest bytea not null check (length(digest) = 32),
    code bytea not null check (length(code) = 32),
    quality int not null,
    at timestamptz not null,
    primary key (work, digest)
);

create table matching.preference (
    holder uuid primary key,
    same_scene boolean not null default false,
    currency char(3) not null default 'EUR',
    price_minor bigint not null default 15000
);

create table matching.view (
    id uuid primary key,
    holder uuid not null,
    name text not null,
    query text not null,
    made_by uuid not null,
    made_at timestamptz not null
);
create unique index view_name on matching.view (holder, lower(name));
