-- Photos from a site of the holder's own. First the site's documents are read and the pictures they name are written down; then,
-- once the holder said so, each is fetched. Rows that wait are the queue, so that a kill loses nothing and repeats nothing.
create table catalogue.site_import (
    id uuid primary key,
    holder uuid not null,
    person uuid not null,
    address text not null,
    state text not null,
    begun_at timestamptz not null,
    declared_at timestamptz,
    ended_at timestamptz,
    cut boolean not null default false
);
create index site_import_holder on catalogue.site_import (holder, begun_at desc);
create index site_import_busy on catalogue.site_import (begun_at) where state in ('looking', 'running');

-- Documents to be read, those of lower rank first. What was typed may have to be read twice: for what it is, and as a page.
create table catalogue.site_source (
    import uuid not null references catalogue.site_import on delete cascade,
    address text not null,
    position bigint generated always as identity,
    kind text not null,
    rank int not null,
    guessed boolean not null,
    state text not null default 'waiting',
    images int not null default 0,
    attempts int not null default 0,
    reason text,
    primary key (import, address, kind)
);
create index site_source_queue on catalogue.site_source (import, rank, position) where state = 'waiting';

-- Pictures, one row for all sizes of one. Of two addresses the one that promises more pixels is kept.
create table catalogue.site_image (
    import uuid not null references catalogue.site_import on delete cascade,
    family text not null,
    position bigint generated always as identity,
    address text not null,
    instead text,
    page text,
    promise int not null,
    title text not null,
    caption text not null,
    state text not null default 'found',
    attempts int not null default 0,
    upload uuid,
    reason text,
    primary key (import, family)
);
create index site_image_queue on catalogue.site_image (import, position) where state = 'found';
create index site_image_order on catalogue.site_image (import, position);
