create table catalogue.category (
    code text primary key,
    name_en text not null,
    name_de text not null,
    position int not null
);
insert into catalogue.category (code, name_en, name_de, position) values
    ('people', 'People', 'Menschen', 1), ('animals', 'Animals', 'Tiere', 2), ('plants', 'Plants', 'Pflanzen', 3),
    ('landscape', 'Landscape and nature', 'Landschaft und Natur', 4), ('city', 'City and streets', 'Stadt und Straße', 5),
    ('architecture', 'Architecture and interiors', 'Architektur und Räume', 6), ('food', 'Food and drink', 'Essen und Trinken', 7),
    ('travel', 'Travel', 'Reise', 8), ('sport', 'Sport', 'Sport', 9), ('fashion', 'Fashion and beauty', 'Mode und Schönheit', 10),
    ('business', 'Business and work', 'Wirtschaft und Arbeit', 11), ('science', 'Science and technology', 'Wissenschaft und Technik', 12),
    ('news', 'News and politics', 'Nachrichten und Politik', 13), ('culture', 'Art, culture and events', 'Kunst, Kultur und Veranstaltungen', 14),
    ('product', 'Products and still life', 'Produkte und Stillleben', 15), ('transport', 'Vehicles and transport', 'Fahrzeuge und Verkehr', 16),
    ('aerial', 'Aerial', 'Luftbild', 17), ('illustration', 'Illustration and graphics', 'Illustration und Grafik', 18),
    ('abstract', 'Abstract', 'Abstrakt', 19), ('other', 'Other', 'Anderes', 20);

-- What full-text search reads of a list.
create function catalogue.words(text[]) returns text language sql immutable parallel safe
    return array_to_string($1, ' ');

-- A moment in the camera's own clock, which knows no zone, hence taken without one.
create table catalogue.work (
    id uuid primary key,
    holder uuid not null,
    file_name text not null,
    digest bytea not null check (length(digest) = 32),
    bytes bigint not null,
    media_type text not null,
    width int not null,
    height int not null,
    ground int not null,
    title text not null,
    caption text not null,
    creator text not null,
    credit text not null,
    copyright text not null,
    usage_terms text not null,
    web_statement text not null,
    licensor_url text not null,
    keywords text[] not null,
    tags text[] not null default '{}',
    camera text not null,
    lens text not null,
    taken timestamp,
    latitude double precision,
    longitude double precision,
    first_published date,
    first_published_at text not null default '',
    category text references catalogue.category on update cascade,
    fingerprint bytea not null check (length(fingerprint) = 32),
    fingerprint_version int not null,
    enough_detail boolean not null,
    monitored boolean not null,
    registered_at timestamptz not null,
    version int not null default 1,
    shown_at timestamp not null,
    search tsvector generated always as (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', caption), 'B')
        || to_tsvector('simple', file_name || ' ' || regexp_replace(file_name, '[^[:alnum:]]+', ' ', 'g'))
        || to_tsvector('simple', camera || ' ' || lens || ' ' || creator || ' ' || credit)
        || to_tsvector('simple', catalogue.words(keywords) || ' ' || catalogue.words(tags))
    ) stored,
    unique (holder, digest)
);
create index work_shown on catalogue.work (holder, shown_at desc, id desc);
create index work_search on catalogue.work using gin (search);
create index work_unmonitored on catalogue.work (holder, shown_at desc, id desc) where not monitored;
create index work_poor on catalogue.work (holder, shown_at desc, id desc) where not enough_detail;
create index work_digest on catalogue.work (digest);
create index work_fingerprint on catalogue.work (fingerprint);

create table catalogue.rendition (
    work uuid not null references catalogue.work on delete cascade,
    long_side int not null,
    width int not null,
    height int not null,
    media_type text not null,
    digest bytea not null check (length(digest) = 32),
    primary key (work, long_side)
);
create index rendition_digest on catalogue.rendition (digest);

-- A file on its way in. Rows in state 'received' are the queue: what is acknowledged stands here until it is registered,
-- told a duplicate, or refused with a reason.
create table catalogue.upload (
    id uuid primary key,
    holder uuid not null,
    person uuid not null,
    parent uuid references catalogue.upload,
    name text not null,
    length bigint not null,
    announced bytea,
    digest bytea,
    state text not null,
    work uuid,
    reason text,
    attempts int not null default 0,
    taken_until timestamptz,
    begun_at timestamptz not null,
    ended_at timestamptz
);
create index upload_queue on catalogue.upload (begun_at, id) where state = 'received';
create index upload_holder on catalogue.upload (holder, begun_at desc);
create index upload_digest on catalogue.upload (digest) where digest is not null;

create table catalogue.collection (
    id uuid primary key,
    holder uuid not null,
    parent uuid references catalogue.collection,
    name text not null,
    position int not null,
    version int not null default 1
);
create unique index collection_name on catalogue.collection (holder, coalesce(parent, '00000000-0000-0000-0000-000000000000'), lower(name));

create table catalogue.collected (
    collection uuid not null references catalogue.collection on delete cascade,
    work uuid not null references catalogue.work on delete cascade,
    position double precision not null,
    primary key (collection, work)
);
create index collected_work on catalogue.collected (work);

create table catalogue.licence (
    id uuid primary key,
    holder uuid not null,
    licensee text not null,
    domains text[] not null,
    media text not null,
    territory text not null,
    valid_from date,
    valid_to date,
    price_minor bigint,
    currency char(3),
    invoice bytea,
    invoice_name text,
    note text not null,
    everything boolean not null default false,
    version int not null default 1,
    recorded_at timestamptz not null,
    check (valid_from is null or valid_to is null or valid_from <= valid_to),
    check ((price_minor is null) = (currency is null))
);
create index licence_holder on catalogue.licence (holder, valid_to);
create index licence_invoice on catalogue.licence (invoice) where invoice is not null;
create table catalogue.licensed_work (
    licence uuid not null references catalogue.licence on delete cascade,
    work uuid not null references catalogue.work on delete cascade,
    primary key (licence, work)
);
create index licensed_work_work on catalogue.licensed_work (work);
create table catalogue.licensed_collection (
    licence uuid not null references catalogue.licence on delete cascade,
    collection uuid not null references catalogue.collection on delete cascade,
    primary key (licence, collection)
);
