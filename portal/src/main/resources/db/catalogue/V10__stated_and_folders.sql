-- What whoever brought a file says about it. It holds where the file itself says nothing.
alter table catalogue.upload
    add column stated_title text not null default '',
    add column stated_caption text not null default '';

-- A folder on this machine whose new files are registered for a holder. The root is one the operator allowed; the path leads on
-- from it, "" to the root itself.
create table catalogue.watched_folder (
    id uuid primary key,
    holder uuid not null,
    person uuid not null,
    root text not null,
    path text not null,
    paused boolean not null default false,
    added_at timestamptz not null,
    looked_at timestamptz,
    trouble text,
    left_out bigint not null default 0,
    unique (holder, root, path)
);

-- What was seen in it, and what was taken: a file of the same path, size and time is not looked at again, one of the same digest not
-- taken again.
create table catalogue.watched_file (
    folder uuid not null references catalogue.watched_folder on delete cascade,
    path text not null,
    size bigint not null,
    modified timestamptz not null,
    noted_at timestamptz not null,
    taken boolean not null default false,
    digest bytea check (length(digest) = 32),
    upload uuid,
    trouble text,
    primary key (folder, path)
);
create index watched_file_digest on catalogue.watched_file (folder, digest) where digest is not null;
create index watched_file_waiting on catalogue.watched_file (folder) where not taken;
