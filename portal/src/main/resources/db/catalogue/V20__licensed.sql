-- Whether the register names a licence that covers a work. Kept with the work, so that "facts missing" is counted as all else is.
alter table catalogue.work add column licensed boolean not null default false;

create function catalogue.covered(work uuid, holder uuid) returns boolean language sql stable as $$
    select exists (select 1 from catalogue.licence l where l.holder = $2 and l.everything)
        or exists (select 1 from catalogue.licensed_work c where c.work = $1)
        or exists (select 1 from catalogue.collected d join catalogue.collection k on k.id = d.collection
                   join catalogue.licensed_collection c on c.collection = k.id or c.collection = k.parent
                   where d.work = $1)
$$;

create function catalogue.renew_licensed(works uuid[]) returns void language sql as $$
    update catalogue.work w set licensed = not w.licensed
    where w.id = any (works) and w.licensed <> catalogue.covered(w.id, w.holder)
$$;

-- One who licenses a collection and one who puts works into it wait for each other: else neither would see the other's.
create function catalogue.renew_licensed_in(collections uuid[]) returns void language plpgsql as $$
begin
    perform 1 from catalogue.collection k where k.id = any (collections) or k.parent = any (collections)
    order by k.id for no key update;
    perform catalogue.renew_licensed(array(
        select d.work from catalogue.collected d join catalogue.collection k on k.id = d.collection
        where k.id = any (collections) or k.parent = any (collections)));
end $$;

create function catalogue.licensed_work_changed() returns trigger language plpgsql as $$
begin
    perform catalogue.renew_licensed(array(select work from changed));
    return null;
end $$;
create trigger licensed_work_came after insert on catalogue.licensed_work referencing new table as changed
    for each statement execute function catalogue.licensed_work_changed();
create trigger licensed_work_went after delete on catalogue.licensed_work referencing old table as changed
    for each statement execute function catalogue.licensed_work_changed();

create function catalogue.licensed_collection_changed() returns trigger language plpgsql as $$
begin
    perform catalogue.renew_licensed_in(array(select collection from changed));
    return null;
end $$;
create trigger licensed_collection_came after insert on catalogue.licensed_collection referencing new table as changed
    for each statement execute function catalogue.licensed_collection_changed();
create trigger licensed_collection_went after delete on catalogue.licensed_collection referencing old table as changed
    for each statement execute function catalogue.licensed_collection_changed();

create function catalogue.collected_changed() returns trigger language plpgsql as $$
begin
    perform 1 from catalogue.collection k where k.id in (select collection from changed)
        or k.id in (select p.parent from catalogue.collection p where p.id in (select collection from changed))
    order by k.id for no key update;
    perform catalogue.renew_licensed(array(select work from changed));
    return null;
end $$;
create trigger collected_came after insert on catalogue.collected referencing new table as changed
    for each statement execute function catalogue.collected_changed();
create trigger collected_went after delete on catalogue.collected referencing old table as changed
    for each statement execute function catalogue.collected_changed();

create function catalogue.collection_moved() returns trigger language plpgsql as $$
begin
    perform catalogue.renew_licensed_in(array[new.id]);
    return null;
end $$;
create trigger collection_moved after update of parent on catalogue.collection for each row
    when (old.parent is distinct from new.parent) execute function catalogue.collection_moved();

-- A licence of everything covers what will come, too: who records one and who registers a work wait for each other.
create function catalogue.everything_changed() returns trigger language plpgsql as $$
declare
    whose uuid := coalesce(new.holder, old.holder);
begin
    perform pg_advisory_xact_lock(hashtextextended('licensed ' || whose, 0));
    perform catalogue.renew_licensed(array(select id from catalogue.work where holder = whose));
    return null;
end $$;
create trigger everything_came after insert on catalogue.licence for each row
    when (new.everything) execute function catalogue.everything_changed();
create trigger everything_turned after update of everything on catalogue.licence for each row
    when (old.everything <> new.everything) execute function catalogue.everything_changed();
create trigger everything_went after delete on catalogue.licence for each row
    when (old.everything) execute function catalogue.everything_changed();

create function catalogue.work_licensed() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('licensed ' || new.holder, 0));
    new.licensed := exists (select 1 from catalogue.licence where holder = new.holder and everything);
    return new;
end $$;
create trigger work_licensed before insert on catalogue.work for each row execute function catalogue.work_licensed();

-- What the page of a photo calls ready, licences and all.
update catalogue.work w set licensed = true where catalogue.covered(w.id, w.holder);
alter table catalogue.work drop column ready;
alter table catalogue.work add column ready boolean not null generated always as
    (creator <> '' and credit <> '' and first_published is not null and (never_licensed or licensed)) stored;
create index work_unready on catalogue.work (holder, shown_at desc, id desc) where not ready;
update catalogue.work_month m set unready = (
    select count(*) from catalogue.work w
    where w.holder = m.holder and date_trunc('month', w.shown_at) = m.month and not w.ready);
