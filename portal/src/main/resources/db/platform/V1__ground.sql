create table platform.audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who uuid,
    act text not null,
    about text not null,
    told text not null
);
create index audit_about on platform.audit (about, id desc);
create index audit_who on platform.audit (who, id desc);

-- Audit entries are written once.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_is_append_only before update or delete on platform.audit
    for each row execute function platform.refuse_change();
