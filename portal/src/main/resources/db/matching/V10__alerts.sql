-- Who wants to be told by mail of which holder's matches, and when next.
create table matching.digest (
    person uuid not null,
    holder uuid not null,
    every text not null check (every in ('DAILY', 'WEEKLY')),
    told_until timestamptz not null,
    next_at timestamptz not null,
    primary key (person, holder)
);
create index digest_next on matching.digest (next_at);

-- Secrets that end a digest, one for each mail that was sent; kept as digests.
create table matching.unsubscribe (
    digest bytea primary key check (length(digest) = 32),
    person uuid not null,
    holder uuid not null,
    made timestamptz not null
);

-- Programs that want to be told. The secret is sealed; the old one signs too for a while after it was renewed.
create table matching.webhook (
    id uuid primary key,
    holder uuid not null,
    name text not null,
    address text not null,
    events text[] not null,
    secret bytea not null,
    old_secret bytea,
    old_until timestamptz,
    paused boolean not null default false,
    given_up_at timestamptz,
    failures int not null default 0,
    rests_until timestamptz not null,
    told_until timestamptz not null,
    digest_at timestamptz not null,
    made_by uuid not null,
    made_at timestamptz not null,
    version int not null default 1,
    check ((old_secret is null) = (old_until is null))
);
create index webhook_holder on matching.webhook (holder);
create index webhook_digest on matching.webhook (digest_at) where 'digest' = any (events);

-- What a program is to be told; the table is the queue and the log.
create table matching.delivery (
    id uuid primary key,
    webhook uuid not null references matching.webhook on delete cascade,
    holder uuid not null,
    number bigint generated always as identity,
    event text not null,
    body text not null,
    made timestamptz not null,
    state text not null check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
    tries int not null default 0,
    next_try timestamptz not null
);
create index delivery_waiting on matching.delivery (webhook, next_try) where state = 'WAITING';
create index delivery_log on matching.delivery (webhook, number desc);
create index delivery_made on matching.delivery (made);

-- Each try: what came back, or why nothing did.
create table matching.attempt (
    delivery uuid not null references matching.delivery on delete cascade,
    number int not null,
    at timestamptz not null,
    millis int not null,
    status int,
    headers text not null,
    answer text not null,
    trouble text not null,
    primary key (delivery, number)
);

-- Feeds at private addresses, kept as digests of their secrets.
create table matching.feed (
    id uuid primary key,
    holder uuid not null,
    person uuid not null,
    name text not null,
    query text not null,
    secret bytea not null unique check (length(secret) = 32),
    made_at timestamptz not null,
    renewed_at timestamptz,
    read_at timestamptz
);
create index feed_holder on matching.feed (holder, person);
