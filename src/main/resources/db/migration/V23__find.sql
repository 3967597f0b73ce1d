-- Batches are found by the number of their decision.
create index batch_decision on batch (institution_id, decision_key, prepared_at desc);
