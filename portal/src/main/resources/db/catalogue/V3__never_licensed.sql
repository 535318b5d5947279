-- The creator states that no licence for it was ever sold.
alter table catalogue.work add column never_licensed boolean not null default false;

create index licensed_collection_collection on catalogue.licensed_collection (collection);
