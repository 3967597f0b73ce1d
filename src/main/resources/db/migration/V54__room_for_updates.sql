-- A batch, its job and the reply to a request are written a few times each, soon after one another. Room on their pages lets a
-- new version stand beside the old one, so that an index is touched only where what it is about has changed.
alter table batch set (fillfactor = 70);
alter table job set (fillfactor = 70);
alter table idempotency_key set (fillfactor = 80);
