-- How an institution's printers shift and stretch a page on numbered blanks (vn.sogoc.document.template). Tenths of a millimetre
-- and of a per cent. Nothing true rests on them.
create table blank_printer (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  name           text not null check (length(name) between 1 and 60),
  move_right     integer not null check (move_right between -200 and 200),
  move_down      integer not null check (move_down between -200 and 200),
  stretch        integer not null check (stretch between 950 and 1050),
  changed_at     timestamptz not null,
  unique (institution_id, name)
);
grant select, insert, update (move_right, move_down, stretch, changed_at), delete on blank_printer to sogoc_app;
