-- Mails to be sent. A row goes when its mail went, or was given up: bodies hold links that open things.
create table platform.mail (
    id bigint generated always as identity primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    made timestamptz not null,
    tries int not null default 0,
    next_try timestamptz not null
);
create index mail_next_try on platform.mail (next_try);
