-- What a redirect led to, in order not to ask for it again.
create index address_landed on discovery.address (source, landed) where landed <> url;
