-- The keys by which certificates are sealed: the newest seals, all of them tell what is genuine. The secret part is sealed itself, by
-- the file sealing.key; the other one, x, is for everyone (RFC 8037).
create table catalogue.certificate_key (
    id text primary key,
    x bytea not null check (length(x) = 32),
    sealed bytea not null,
    since timestamptz not null
);
