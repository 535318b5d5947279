-- Whether the last walks no longer saw it anywhere on the site.
alter table matching.match add column gone boolean not null default false;

-- Licences, rules and memories a person overruled here: they settle this match no more.
alter table matching.match add column spared uuid[] not null default '{}';

-- The kind the site had when a person decided, and on how many pages it was seen then.
alter table matching.match add column decided_kind text;
alter table matching.match add column decided_places int;

create index verdict_ref on matching.verdict (ref) where ref is not null;

-- Holders whose licences, own sites, rules or collections changed: what these settle is gone through once more.
create table matching.reconsider (
    holder uuid primary key,
    since timestamptz not null
);
create index match_decided_ref on matching.match (decided_ref) where decided_ref is not null;

-- When the last walk that saw it anywhere on the site did.
alter table matching.match add column last_seen timestamptz not null default now();

-- What is known of the image itself; bytes 0 until its file was here.
alter table matching.finding add column width int not null default 1;
alter table matching.finding add column height int not null default 1;
alter table matching.finding add column bytes bigint not null default 0;
alter table matching.finding add column code bytea check (length(code) = 32);
alter table matching.finding add column quality int not null default 0;

-- Works that were registered before anything was compared.
insert into matching.work_queue (work, holder, since)
    select id, holder, now() from catalogue.work where monitored and enough_detail on conflict do nothing;
