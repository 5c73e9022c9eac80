-- governance · the data map: what every column says about a person, and what erasure does with it
--
-- The record of processing, as rows that code obeys: export and erasure walk over this table and over nothing else. Every
-- column of every table is tagged here; the tests fail for one that is not, so a new column cannot be forgotten.
--   personal      says something about a person: emptied or deleted by erasure, part of an export
--   pseudonymous  an id by which somebody else could find the person again: stays, so that sums and counts stay
--   plain         neither

create table private.data_map (
  table_name text primary key,
  position smallint not null default 50,
  about_customer text,
  on_erasure text not null default 'keep' constraint data_map_erasure_known check (on_erasure in ('empty', 'delete', 'keep')),
  personal text[] not null default '{}',
  pseudonymous text[] not null default '{}',
  plain text[] not null default '{}',
  constraint data_map_rows_are_found check (on_erasure = 'keep' or about_customer is not null)
);
comment on table private.data_map is
  'Which columns of which table say something about a person, how a customer''s rows are found, and what erasure does with them. Written by migrations, read by export and erasure. No policy and no grant.';
comment on column private.data_map.position is 'Order of erasure: rows by which others are found come last.';
comment on column private.data_map.about_customer is 'Condition on a row; $1 is the company, $2 the customer. Null where no row is about a customer.';
comment on column private.data_map.on_erasure is 'empty: personal columns are emptied; delete: rows go; keep: the law or the person''s own proof needs them.';

alter table private.data_map enable row level security;
alter table private.data_map force row level security;
