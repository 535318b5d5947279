-- What is watched. One source is walked once, whoever watches it; how often and how far is what those who watch ask for
-- together. A file is an uploaded list or archive, by its digest.
create table discovery.source (
    id uuid primary key,
    kind text not null check (kind in ('SITE', 'SITEMAP', 'FEED', 'URL_LIST', 'WARC', 'PAGE')),
    identity text not null unique,
    scope text not null,
    name text not null,
    addresses text[] not null,
    file bytea check (length(file) = 32),
    file_bytes bigint not null default 0,
    everyones boolean not null,
    made_by uuid not null,
    made_at timestamptz not null,
    version int not null default 1,
    held boolean not null default false,
    wanted boolean not null default true,
    every_seconds bigint not null check (every_seconds >= 300),
    max_pages int not null check (max_pages > 0),
    max_depth int not null check (max_depth >= 0),
    render boolean not null,
    next_round timestamptz not null,
    whole boolean not null default true,
    round int not null default 0,
    worker uuid,
    leased_until timestamptz
);
create index source_due on discovery.source (next_round) where wanted and not held;
create index source_name on discovery.source (lower(name), id);

-- Who watches a source, and how they want it.
create table discovery.watch (
    source uuid not null references discovery.source on delete cascade,
    holder uuid not null,
    person uuid not null,
    since timestamptz not null,
    every_seconds bigint not null check (every_seconds >= 300),
    max_pages int not null check (max_pages > 0),
    max_depth int not null check (max_depth >= 0),
    render boolean not null,
    paused boolean not null default false,
    primary key (source, holder)
);
create index watch_holder on discovery.watch (holder);

-- One walk over a source; what it brought is what charts show.
create table discovery.round (
    source uuid not null references discovery.source on delete cascade,
    number int not null,
    started timestamptz not null,
    told timestamptz not null,
    ended timestamptz,
    documents int not null default 0,
    images int not null default 0,
    pictures int not null default 0,
    missed int not null default 0,
    waiting int not null default 0,
    bytes bigint not null default 0,
    trouble text not null default '',
    primary key (source, number)
);

-- Addresses of a source, each once in each role. The key is of the address by which it is known, which may be long. An inline
-- one is a picture that came with its document and is never visited.
create table discovery.address (
    id bigint generated always as identity primary key,
    source uuid not null references discovery.source on delete cascade,
    role text not null,
    key uuid not null,
    url text not null,
    inline boolean not null default false,
    host text not null,
    depth int not null,
    urgency int not null,
    referrer text,
    family uuid,
    open boolean not null,
    due timestamptz not null,
    first_seen timestamptz not null,
    round int not null default 0,
    visited timestamptz,
    visits int not null default 0,
    changes int not null default 0,
    missing int not null default 0,
    status int not null default 0,
    landed text,
    etag text,
    modified text,
    digest bytea check (length(digest) = 32),
    bytes bigint not null default 0,
    why text,
    explanation text,
    unique (source, role, key)
);
create index address_open on discovery.address (source, host, urgency, id) where open;
create index address_due on discovery.address (source, due) where not open and not inline;
create index address_key on discovery.address (key) where role = 'IMAGE';
create index address_family on discovery.address (source, family) where family is not null;
create index address_digest on discovery.address (digest) where digest is not null;
create index address_trouble on discovery.address (source, id) where why is not null;
create index address_round on discovery.address (source, round);

create table discovery.document (
    address bigint primary key references discovery.address on delete cascade,
    kind text not null,
    site text not null,
    title text not null,
    language text not null,
    licence text not null,
    canonical text
);
create index document_site on discovery.document (site);

-- Style sheets, manifests and drawings that show images for a document.
create table discovery.part (
    document bigint not null references discovery.address on delete cascade,
    part bigint not null references discovery.address on delete cascade,
    primary key (document, part)
);
create index part_part on discovery.part (part);

-- The content of an image, whatever its addresses. New ones wait to be compared; those compared are in the index of
-- encounters; of those wanted again the file is fetched once more. A matched one is of interest wherever it is shown.
create table discovery.image (
    digest bytea primary key check (length(digest) = 32),
    type text not null,
    width int not null,
    height int not null,
    bytes bigint not null,
    trouble text not null,
    metadata jsonb,
    state text not null check (state in ('NEW', 'COMPARED', 'USELESS', 'AGAIN')),
    file boolean not null,
    matched boolean not null default false,
    first_seen timestamptz not null,
    number bigint generated always as identity
);
create index image_new on discovery.image (number) where state = 'NEW';

-- What was seen of a new image, until it is compared.
create table discovery.look (
    digest bytea primary key check (length(digest) = 32),
    bytes bigint not null,
    query bytea not null,
    deep bytea,
    made timestamptz not null
);

-- This image in this document, first and last seen. One that a style sheet or a drawing shows is one of each page that uses it
-- as well, by way of that other sighting. News is told to whoever compares.
create table discovery.sighting (
    id bigint generated always as identity primary key,
    document bigint not null references discovery.address on delete cascade,
    image bigint not null references discovery.address on delete cascade,
    by_way_of bigint references discovery.sighting on delete cascade,
    digest bytea check (length(digest) = 32),
    way text not null,
    alt text not null,
    caption text not null,
    credit text not null,
    licence text not null,
    context text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    gone boolean not null default false,
    news boolean not null default false,
    unique (document, image)
);
create index sighting_image on discovery.sighting (image);
create index sighting_way on discovery.sighting (by_way_of) where by_way_of is not null;
create index sighting_digest on discovery.sighting (digest) where digest is not null;
create index sighting_news on discovery.sighting (id) where news;

-- Whose turn it is at a site, and when the next may come; by it no site is asked by two at once, in whatever process.
create table discovery.host (
    site text primary key,
    taken_by uuid,
    taken_until timestamptz,
    ready_at timestamptz not null,
    asked_millis bigint not null default 0,
    overloads int not null default 0
);

-- Who runs a site, as far as its pages say.
create table discovery.site (
    name text primary key,
    kind text not null check (kind in ('BUSINESS', 'PRIVATE', 'UNKNOWN')),
    why text not null,
    country text,
    imprint text,
    operator text,
    seen timestamptz not null
);

-- Screenshots of pages on which something was found.
create table discovery.shot (
    page uuid primary key,
    url text not null,
    wanted timestamptz not null,
    tries int not null default 0,
    taken timestamptz,
    file bytea check (length(file) = 32),
    trouble text not null default ''
);
create index shot_wanted on discovery.shot (wanted) where file is null;
create index shot_file on discovery.shot (file) where file is not null;
