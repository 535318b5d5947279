-- Who may act for an organisation; owners say who.
create table identity.member (
    holder uuid not null references identity.holder,
    person uuid not null references identity.person,
    owner boolean not null,
    since timestamptz not null,
    primary key (holder, person)
);
create index member_person on identity.member (person);
