-- A mail may have its text as HTML as well, and an address at which one call ends mails of its kind (RFC 8058).
alter table platform.mail add column html text;
alter table platform.mail add column unsubscribe text;
