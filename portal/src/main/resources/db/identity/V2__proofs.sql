alter table identity.person drop column totp_secret;
alter table identity.person
    add column language text not null default 'en',
    add column zone text not null default 'UTC';

-- The second proof: codes by time (RFC 6238). The secret is sealed with a key that is not in the database; the step is that of
-- the last code taken, so that none is taken twice.
create table identity.totp (
    person uuid primary key references identity.person,
    sealed bytea not null,
    confirmed boolean not null,
    last_step bigint not null
);

-- Each works once, in place of a code.
create table identity.recovery_code (
    person uuid not null references identity.person,
    digest bytea not null,
    primary key (person, digest)
);
