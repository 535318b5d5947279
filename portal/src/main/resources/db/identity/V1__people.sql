-- Plans are data: what a holder may have monitored.
create table identity.plan (
    code text primary key,
    name_en text not null,
    name_de text not null,
    monitored_works int not null check (monitored_works >= 0)
);
insert into identity.plan values ('free', 'Free', 'Kostenlos', 500), ('unlimited', 'Unlimited', 'Unbegrenzt', 2147483647);

-- Whose works they are: one person's, or an organisation's.
create table identity.holder (
    id uuid primary key,
    name text not null,
    organisation boolean not null default false,
    plan text not null references identity.plan
);

create table identity.person (
    id uuid primary key,
    name text not null,
    email text not null,
    password_hash text,
    confirmed boolean not null,
    closed boolean not null default false,
    totp_secret text,
    holder uuid not null references identity.holder,
    since timestamptz not null
);
create unique index person_email on identity.person (lower(email));

create table identity.person_role (
    person uuid not null references identity.person,
    role text not null,
    primary key (person, role)
);

create table identity.link (
    digest bytea primary key,
    purpose text not null,
    about text not null,
    until timestamptz not null
);

-- As Spring Session names them.
create table identity.session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index session_expiry on identity.session (expiry_time);
create index session_principal on identity.session (principal_name);
create table identity.session_attributes (
    session_primary_id char(36) not null references identity.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
