-- Whether the zone was chosen; if not it is what the browser told at the last sign-in.
alter table identity.person add column zone_chosen boolean not null default false;
update identity.person set zone_chosen = true where zone <> 'UTC';

-- What a key opens, area by area, and until when. Keys from before keep what they had: every area there was.
alter table identity.api_key
    add column scopes text[],
    add column expires timestamptz;
update identity.api_key set scopes = case when writes
    then '{CATALOGUE_READ,CATALOGUE_WRITE,SOURCES_READ,SOURCES_WRITE,MATCHING_READ,MATCHING_WRITE,ACCOUNT_READ,ACCOUNT_WRITE,ADMINISTRATION_READ,ADMINISTRATION_WRITE}'::text[]
    else '{CATALOGUE_READ,SOURCES_READ,MATCHING_READ,ACCOUNT_READ,ADMINISTRATION_READ}'::text[] end;
alter table identity.api_key
    alter column scopes set not null,
    drop column writes;

-- Calls that make a link, by the key their caller gave them: the same again is answered with the same link, sealed.
create table identity.asking (
    person uuid not null references identity.person,
    key uuid not null,
    asked text not null,
    sealed bytea not null,
    at timestamptz not null,
    primary key (person, key)
);

create index person_by_name on identity.person (lower(name), id);
