-- Passkeys (WebAuthn). Public keys and what they came with; nothing here opens anything.
create table identity.passkey (
    credential bytea primary key,
    person uuid not null references identity.person,
    label text not null,
    public_key bytea not null,
    sign_count bigint not null,
    transports text not null,
    verified boolean not null,
    backup_eligible boolean not null,
    backup_state boolean not null,
    attestation bytea not null,
    client_data bytea not null,
    made timestamptz not null,
    last_used timestamptz not null
);
create index passkey_person on identity.passkey (person);
