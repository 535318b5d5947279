-- Of the same uploaded file under two names there are two sources, so that nobody reads what another calls it.
update discovery.source set identity = identity || ' ' || name where file is not null;
