-- Keys for programs. A key is 256 random bits, kept as its digest; its start tells its owner which it is.
create table identity.api_key (
    id uuid primary key,
    person uuid not null references identity.person,
    holder uuid not null references identity.holder,
    name text not null,
    start text not null,
    digest bytea not null unique,
    writes boolean not null,
    made timestamptz not null,
    last_used timestamptz,
    revoked timestamptz
);
create index api_key_person on identity.api_key (person);
