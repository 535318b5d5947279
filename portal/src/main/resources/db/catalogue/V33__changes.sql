-- A change to many works at once, and what stood there before, as long as it can be taken back.
create table catalogue.change (
    id uuid primary key,
    holder uuid not null,
    made_at timestamptz not null,
    taken_back boolean not null default false
);
create index change_made on catalogue.change (made_at);

-- The version is the one that the change made: a work that has another was changed again.
create table catalogue.changed_work (
    change uuid not null references catalogue.change on delete cascade,
    work uuid not null references catalogue.work on delete cascade,
    version int not null,
    title text not null,
    caption text not null,
    creator text not null,
    credit text not null,
    copyright text not null,
    keywords text[] not null,
    tags text[] not null,
    category text,
    first_published date,
    first_published_at text not null,
    primary key (change, work)
);
create index changed_work_work on catalogue.changed_work (work);

-- Works that were in a collection before are not here.
create table catalogue.changed_collected (
    change uuid not null references catalogue.change on delete cascade,
    collection uuid not null references catalogue.collection on delete cascade,
    work uuid not null references catalogue.work on delete cascade,
    primary key (change, collection, work)
);
create index changed_collected_collection on catalogue.changed_collected (collection);
create index changed_collected_work on catalogue.changed_collected (work);
